package dev.holdfast.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * The native library of SQLite, which the driver otherwise unpacks at every start, after it has started a process to learn
 * where it runs.
 */
public final class SqliteLibrary {

    private SqliteLibrary() {}

    /**
     * Unpacks it to the folder where the driver was told to look first, by the system property {@code org.sqlite.lib.path}; does
     * nothing where it was told nothing.
     *
     * <p>What lies there has to be of the driver's own version: unpack it anew whenever the program is built.
     */
    public static void unpack() throws IOException {
        var folder = System.getProperty("org.sqlite.lib.path");
        if (folder != null) {
            unpack(Files.createDirectories(Path.of(folder)));
        }
    }

    /** Half a library would be worse than none, hence the move. */
    private static void unpack(Path folder) throws IOException {
        var name = LibraryLoaderUtil.getNativeLibName();
        var packed = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        var half = folder.resolve(name + ".new");
        try (var library = SQLiteJDBCLoader.class.getResourceAsStream(packed)) {
            if (library == null) {
                throw new IOException("the driver has no library for this system at " + packed);
            }
            Files.copy(library, half, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(half, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
