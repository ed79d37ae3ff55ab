package dev.holdfast.files;

import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.files.FileSource.Found;
import dev.holdfast.http.Body;
import dev.holdfast.http.Handler;
import dev.holdfast.http.Headers;
import dev.holdfast.http.HttpDate;
import dev.holdfast.http.Preconditions;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import dev.holdfast.http.TellingProblem;
import java.util.function.Function;

/** Answers for the files of one source. */
final class FileHandler implements Handler {

    static final String PATH = "path";

    private static final String INDEX = "index.html";

    private final FileSource source;
    private final boolean index;
    private final Function<Request, String> named;
    private final Function<String, Headers> more;

    FileHandler(FileSource source, boolean index, Function<Request, String> named, Function<String, Headers> more) {
        this.source = source;
        this.index = index;
        this.named = named;
        this.more = more;
    }

    @Override
    public Response handle(Request request) {
        var path = named.apply(request);
        var isFolder = path.isEmpty() || path.endsWith("/");
        return switch (find(index && isFolder ? path + INDEX : path)) {
            case Found.File file -> answer(request, file);
            case Found.Directory _
            when index && find(path + "/" + INDEX) instanceof Found.File ->
                Response.of(308, new Body.Empty()).header("Location", request.path() + "/");
            case Found.Directory _, Found.Nothing _ ->
                throw new Problem(Kind.MISSING, "nothing lives at " + request.path());
        };
    }

    private Found find(String name) {
        return FileName.isProper(name) ? source.find(name) : new Found.Nothing();
    }

    private Response answer(Request request, Found.File file) {
        return switch (Preconditions.evaluate(request, file.tag(), file.modified())) {
            case Preconditions.Outcome.Proceed _ -> content(request, file).over(fields(file));
            case Preconditions.Outcome.NotModified _ ->
                Response.of(304, new Body.Empty()).over(fields(file));
            case Preconditions.Outcome.Failed _ -> throw new Problem(Kind.OUTDATED, "the file is not the one you know");
        };
    }

    private static Response content(Request request, Found.File file) {
        return switch (ByteRange.of(request, file.tag(), file.size())) {
            case ByteRange.Whole _ -> Response.of(200, file.part().apply(0L, file.size()));
            case ByteRange.Part(var first, var last) ->
                Response.of(206, file.part().apply(first, last - first + 1))
                        .header("Content-Range", "bytes " + first + "-" + last + "/" + file.size());
            case ByteRange.Beyond _ ->
                throw new TellingProblem(
                        Kind.RANGE_NOT_SATISFIABLE,
                        "there are only " + file.size() + " bytes",
                        Headers.NONE.with("Content-Range", "bytes */" + file.size()));
        };
    }

    /** A 304 says the type as well: what is told to browsers depends on it, and they keep what a 304 told them last. */
    private Headers fields(Found.File file) {
        return more.apply(file.name())
                .with("Content-Type", MediaTypes.of(file.name()))
                .with("ETag", file.tag().toString())
                .with("Last-Modified", HttpDate.text(file.modified()))
                .with("Accept-Ranges", "bytes");
    }
}
