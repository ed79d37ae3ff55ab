package dev.holdfast.app;

import dev.holdfast.http.Body;
import dev.holdfast.http.Handler;
import dev.holdfast.http.Headers;
import dev.holdfast.http.Method;
import dev.holdfast.http.Middleware;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import java.util.regex.Pattern;

/** Tells browsers which pages of other origins may read the answers, and answers their questions beforehand. */
final class CrossOrigin implements Middleware {

    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String SECONDS_TO_REMEMBER = "600";
    private static final Pattern FIELD_NAMES = Pattern.compile("[A-Za-z0-9-]{1,64}( ?, ?[A-Za-z0-9-]{1,64}){0,31}");
    private static final Headers VARY = Headers.NONE.with("Vary", "Origin");

    private final Cors cors;

    CrossOrigin(Cors cors) {
        this.cors = cors;
    }

    @Override
    public Handler around(Handler next) {
        return cors.origins().isEmpty()
                ? next
                : request -> {
                    var origin = request.header("Origin").orElse("");
                    if (!cors.origins().contains(origin)) {
                        return varied(next.handle(request));
                    }
                    return isPreflight(request) ? preflight(request, origin) : opened(next.handle(request), origin);
                };
    }

    private static boolean isPreflight(Request request) {
        return request.method() == Method.OPTIONS
                && request.header("Access-Control-Request-Method").isPresent();
    }

    private Response preflight(Request request, String origin) {
        var answer = withCredentials(
                        Response.of(204, new Body.Empty()).over(VARY).header(ALLOW_ORIGIN, origin))
                .header("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE")
                .header("Access-Control-Max-Age", SECONDS_TO_REMEMBER);
        return request.header("Access-Control-Request-Headers")
                .filter(names -> FIELD_NAMES.matcher(names).matches())
                .map(names -> answer.header("Access-Control-Allow-Headers", names))
                .orElse(answer);
    }

    private Response opened(Response answer, String origin) {
        return withCredentials(varied(answer).header(ALLOW_ORIGIN, origin))
                .header(
                        "Access-Control-Expose-Headers",
                        "ETag, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id");
    }

    private Response withCredentials(Response answer) {
        return cors.credentials() ? answer.header("Access-Control-Allow-Credentials", "true") : answer;
    }

    private static Response varied(Response answer) {
        return answer.headers().has("Vary") ? answer.and("Vary", "Origin") : answer.over(VARY);
    }
}
