package dev.holdfast.cache;

/** What keeps values under tags, as a writer sees it. */
public interface Evictable {

    /**
     * Lets nobody have what was kept under the tag, nor what is being loaded: who asks from now on gets what is loaded from now on.
     * Call it after what was written is stored.
     */
    void evict(Tag tag);
}
