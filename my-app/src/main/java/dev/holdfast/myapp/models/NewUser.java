package dev.holdfast.myapp.models;

import dev.holdfast.RulesOf;
import dev.holdfast.accounts.password.Password;

/** What somebody tells of themselves to get an account. */
@RulesOf(User.class)
public record NewUser(String name, String email, Password password) {}
