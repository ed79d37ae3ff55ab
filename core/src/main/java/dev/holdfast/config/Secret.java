package dev.holdfast.config;

/**
 * Something that must not be seen: it does not print itself.
 *
 * @param value what is kept secret
 */
public record Secret(String value) {
    @Override
    public String toString() {
        return "secret";
    }
}
