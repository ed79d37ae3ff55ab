package dev.holdfast.bench;

import dev.holdfast.http.Body;
import dev.holdfast.http.Handler;
import dev.holdfast.http.Headers;
import dev.holdfast.http.Middleware;
import dev.holdfast.http.Response;
import dev.holdfast.json.Json;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The same layers in the house's style: each answer is a value, and a layer returns another. */
final class ValueStyle {

    private static final Headers TYPE = Headers.NONE.with("Content-Type", "application/json");

    private ValueStyle() {}

    static Handler stack(Json json, Person person) {
        Handler handler = _ -> Response.ok("user", person);
        return handler.inside(
                List.of(requestIds(), problems(), securityFields(), json(json), field("A"), field("B"), field("C")));
    }

    private static Middleware requestIds() {
        var count = new AtomicLong();
        return next ->
                request -> next.handle(request).header("X-Request-Id", Long.toString(count.incrementAndGet(), 36));
    }

    private static Middleware problems() {
        return next -> request -> {
            try {
                return next.handle(request);
            } catch (IllegalStateException failure) {
                return Response.json(500, String.valueOf(failure.getMessage()));
            }
        };
    }

    private static Middleware securityFields() {
        return next -> request -> next.handle(request).over(SecurityFields.HEADERS);
    }

    private static Middleware json(Json json) {
        return next -> request -> {
            var answer = next.handle(request);
            return answer.body() instanceof Body.Json(var value)
                    ? answer.over(TYPE).carrying(new Body.Bytes(json.write(value)))
                    : answer;
        };
    }

    private static Middleware field(String name) {
        return next -> request -> next.handle(request).header("X-Layer-" + name, name);
    }
}
