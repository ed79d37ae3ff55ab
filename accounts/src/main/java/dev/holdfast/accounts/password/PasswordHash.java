package dev.holdfast.accounts.password;

/**
 * A password made unreadable, ready to be stored. It does not print itself.
 *
 * @param value as {@code $argon2id$v=19$...} or {@code $2b$12$...}
 */
public record PasswordHash(String value) {
    @Override
    public String toString() {
        return "hidden";
    }
}
