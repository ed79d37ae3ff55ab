package dev.holdfast.files;

import dev.holdfast.http.Body;
import dev.holdfast.http.EntityTag;
import java.time.Instant;
import java.util.function.BiFunction;

/** Where files are looked for. */
sealed interface FileSource permits Folder, Jar {

    /** Returns what is there under a proper name: segments with slashes between them. */
    Found find(String name);

    /** What is there under a name. */
    sealed interface Found {

        /**
         * A file.
         *
         * @param part returns a part of it, by its offset and length
         */
        record File(String name, long size, Instant modified, EntityTag tag, BiFunction<Long, Long, Body> part)
                implements Found {}

        /** A folder. */
        record Directory() implements Found {}

        /** Nothing that may be seen. */
        record Nothing() implements Found {}
    }
}
