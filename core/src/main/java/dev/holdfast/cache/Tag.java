package dev.holdfast.cache;

/**
 * What kept values have in common, so that a writer can evict them without knowing their keys.
 *
 * @param name as in {@code products}
 */
public record Tag(String name) {

    /** The tag of that name. */
    public static Tag of(String name) {
        return new Tag(name);
    }
}
