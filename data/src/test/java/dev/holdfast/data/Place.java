package dev.holdfast.data;

import java.nio.file.Path;

/** Where the suite of all databases is run. */
interface Place {

    /** Returns options that lead to an empty database; it may keep files in the folder. */
    DatabaseOptions empty(Path folder);
}
