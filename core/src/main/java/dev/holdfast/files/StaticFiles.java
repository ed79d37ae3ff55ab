package dev.holdfast.files;

import dev.holdfast.routing.Access;
import dev.holdfast.routing.Routes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Files of a folder, or of the jar that holds a class, as routes. Immutable: each step returns other files.
 *
 * <p>Nothing outside the folder is sent, by whatever name or link, and nothing whose name begins with a dot; such names are 404 like
 * those of files that are not there. Answers carry an entity tag and ranges of bytes; a request for several ranges gets the whole file.
 */
public final class StaticFiles {

    private final FileSource source;
    private final Access access;
    private final Freshness freshness;
    private final boolean index;

    private StaticFiles(FileSource source, Access access, Freshness freshness, boolean index) {
        this.source = source;
        this.access = access;
        this.freshness = freshness;
        this.index = index;
    }

    /**
     * The files below a folder, looked at anew for each request.
     *
     * @throws IllegalArgumentException where there is no such folder
     */
    public static StaticFiles in(Path folder) {
        return of(new Folder(folder));
    }

    /**
     * The files below a folder of the jar that holds the class, read into memory here and now, 32 MiB of them at most; while a program is
     * not packaged, of the folder that holds its classes.
     *
     * @param folder its name in the jar, as in {@code public}
     * @throws IllegalArgumentException where there is no such folder, or more in it than fits
     */
    public static StaticFiles packedWith(Class<?> type, String folder) {
        return of(Jar.holding(type, folder));
    }

    private static StaticFiles of(FileSource source) {
        return new StaticFiles(source, new Access.SignedIn(), Freshness.ASKING, false);
    }

    /** Opens the files to everybody; without it they are for callers who are signed in. */
    public StaticFiles open() {
        return access(new Access.Open());
    }

    /** Says who may read the files. */
    public StaticFiles access(Access who) {
        return new StaticFiles(source, who, freshness, index);
    }

    /** Says how long a client may use a file without asking whether it has changed; it asks each time unless told. */
    public StaticFiles fresh(Duration time) {
        return new StaticFiles(source, access, freshness.lasting(time), index);
    }

    /**
     * Says which files never change under their name, since it holds a digest of what is in them; a client keeps them for a year.
     *
     * @param names is given the path below the folder, as in {@code js/app.3f9a2c.js}
     */
    public StaticFiles immutable(Predicate<String> names) {
        return new StaticFiles(source, access, freshness.forever(names), index);
    }

    /** Answers for a folder with the {@code index.html} in it; without it a folder is 404. */
    public StaticFiles withIndex() {
        return new StaticFiles(source, access, freshness, true);
    }

    /** Returns the route of all these files, below the prefix. */
    public Routes at(String prefix) {
        var isShared = access instanceof Access.Open;
        return Routes.group(
                prefix,
                Routes.get("/{" + FileHandler.PATH + "...}")
                        .access(access)
                        .returns(byte[].class)
                        .returns(206, byte[].class)
                        .returns(304)
                        .returns(308)
                        .to(new FileHandler(source, index, name -> freshness.of(name, isShared))));
    }
}
