package dev.holdfast.myapp.models;

import dev.holdfast.Lowercase;
import dev.holdfast.Trim;
import dev.holdfast.accounts.Password;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What somebody tells of themselves to get an account. */
public record NewUser(
        @Trim @NotBlank @Size(max = 100) String name,
        @Trim @Lowercase @NotBlank @Email @Size(max = 254) String email,
        Password password) {}
