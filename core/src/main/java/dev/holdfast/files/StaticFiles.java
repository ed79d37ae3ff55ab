package dev.holdfast.files;

import dev.holdfast.http.Headers;
import dev.holdfast.http.Request;
import dev.holdfast.routing.Access;
import dev.holdfast.routing.Routes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
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
    private final Headers more;

    private StaticFiles(FileSource source, Access access, Freshness freshness, boolean index, Headers more) {
        this.source = source;
        this.access = access;
        this.freshness = freshness;
        this.index = index;
        this.more = more;
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
        return new StaticFiles(source, new Access.SignedIn(), Freshness.ASKING, false, Headers.NONE);
    }

    /** Opens the files to everybody; without it they are for callers who are signed in. */
    public StaticFiles open() {
        return access(new Access.Open());
    }

    /** Says who may read the files. */
    public StaticFiles access(Access who) {
        return new StaticFiles(source, who, freshness, index, more);
    }

    /** Says how long a client may use a file without asking whether it has changed; it asks each time unless told. */
    public StaticFiles fresh(Duration time) {
        return new StaticFiles(source, access, freshness.lasting(time), index, more);
    }

    /**
     * Says which files never change under their name, since it holds a digest of what is in them; a client keeps them for a year.
     *
     * @param names is given the path below the folder, as in {@code js/app.3f9a2c.js}
     */
    public StaticFiles immutable(Predicate<String> names) {
        return new StaticFiles(source, access, freshness.forever(names), index, more);
    }

    /** Answers for a folder with the {@code index.html} in it; without it a folder is 404. */
    public StaticFiles withIndex() {
        return new StaticFiles(source, access, freshness, true, more);
    }

    /** Says one thing more with every file, as a {@code Content-Security-Policy} in place of the house's. */
    public StaticFiles header(String name, String value) {
        return new StaticFiles(source, access, freshness, index, more.with(name, value));
    }

    /** Returns the route of all these files, below the prefix. */
    public Routes at(String prefix) {
        return Routes.group(prefix, route("/{" + FileHandler.PATH + "...}", request -> request.path(FileHandler.PATH)));
    }

    /**
     * Returns the route of one of these files, under a path that is not its name: the page at the root of a program.
     *
     * @throws IllegalArgumentException where there is no such file
     */
    public Routes at(String path, String name) {
        if (!FileName.isProper(name) || !(source.find(name) instanceof FileSource.Found.File)) {
            throw new IllegalArgumentException("there is no file \"" + name + "\"");
        }
        return route(path, _ -> name);
    }

    private Routes route(String path, Function<Request, String> named) {
        var isShared = access instanceof Access.Open;
        return Routes.get(path)
                .access(access)
                .returns(byte[].class)
                .returns(206, byte[].class)
                .returns(304)
                .returns(308)
                .to(new FileHandler(
                        source, index, named, name -> more.with("Cache-Control", freshness.of(name, isShared))));
    }
}
