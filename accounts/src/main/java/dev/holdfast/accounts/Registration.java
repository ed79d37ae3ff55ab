package dev.holdfast.accounts;

import dev.holdfast.accounts.password.Password;

/**
 * Somebody who wants an account.
 *
 * @param id the program's id of the user to be
 * @param email trimmed and lowercased
 * @param name by which the user is called; no password may be the same
 */
public record Registration(String id, String email, String name, Password password) {}
