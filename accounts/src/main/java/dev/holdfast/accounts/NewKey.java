package dev.holdfast.accounts;

import dev.holdfast.Default;
import dev.holdfast.Trim;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * What somebody sends who wants a key for another program.
 *
 * @param name what it is for
 * @param scopes what the program may do
 * @param days how long it holds
 */
record NewKey(
        @Trim @NotBlank @Size(max = 100) String name,
        @Size(min = 1, max = 20) List<@Size(max = 100) String> scopes,
        @Default("90") @Min(1) @Max(366) int days) {}
