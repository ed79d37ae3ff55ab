package dev.holdfast.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The native library, unpacked ahead of a start. */
class SqliteLibraryTest {

    private static final String PLACE = "org.sqlite.lib.path";

    @TempDir
    Path folder;

    @AfterEach
    void forget() {
        System.clearProperty(PLACE);
    }

    @Test
    void it_is_unpacked_to_where_the_driver_looks_first_however_often() throws Exception {
        var place = folder.resolve("native");
        System.setProperty(PLACE, place.toString());

        SqliteLibrary.unpack();
        SqliteLibrary.unpack();

        try (var files = Files.list(place)) {
            assertThat(files).containsExactly(place.resolve(System.mapLibraryName("sqlitejdbc")));
        }
    }

    @Test
    void without_a_place_nothing_is_unpacked() throws Exception {
        System.clearProperty(PLACE);

        SqliteLibrary.unpack();

        assertThat(folder).isEmptyDirectory();
    }
}
