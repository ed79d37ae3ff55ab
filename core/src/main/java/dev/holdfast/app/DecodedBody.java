package dev.holdfast.app;

import dev.holdfast.Kind;
import dev.holdfast.http.Handler;
import dev.holdfast.http.Headers;
import dev.holdfast.http.Middleware;
import dev.holdfast.http.Request;
import dev.holdfast.http.TellingProblem;
import java.util.Locale;

/** Unpacks the body of a request (RFC 9110 section 8.4); what comes out is held to the limit of the route as what went in was. */
final class DecodedBody implements Middleware {

    private static final String CODING = "Content-Encoding";
    private static final Headers KNOWN = Headers.NONE.with("Accept-Encoding", "gzip, deflate");

    private final int limit;

    DecodedBody(long limit) {
        this.limit = Math.toIntExact(limit);
    }

    @Override
    public Handler around(Handler next) {
        return request -> next.handle(request.head().headers().has(CODING) ? decoded(request) : request);
    }

    private Request decoded(Request request) {
        var coding = String.join(",", request.head().headers().all(CODING)).strip();
        var body = request.content();
        return switch (coding.toLowerCase(Locale.ROOT)) {
            case "", "identity" -> request;
            case "gzip", "x-gzip" -> request.decoded(body.length == 0 ? body : GzipBody.unpacked(body, limit));
            case "deflate" -> request.decoded(body.length == 0 ? body : Inflation.zlib(body, limit));
            default ->
                throw new TellingProblem(
                        Kind.UNSUPPORTED_TYPE, "the body may come in one coding, gzip or deflate, or in none", KNOWN);
        };
    }
}
