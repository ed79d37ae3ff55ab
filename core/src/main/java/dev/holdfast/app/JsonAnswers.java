package dev.holdfast.app;

import dev.holdfast.Exchange;
import dev.holdfast.Telemetry;
import dev.holdfast.http.Body;
import dev.holdfast.http.Handler;
import dev.holdfast.http.Headers;
import dev.holdfast.http.Middleware;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import dev.holdfast.json.Json;
import java.util.function.UnaryOperator;

/** Writes values as JSON while a failure to do so can still be answered. */
final class JsonAnswers implements Middleware {

    private static final Headers TYPE = Headers.NONE.with("Content-Type", "application/json");

    private final Json json;
    private final ErrorAnswers errors;
    private final Telemetry telemetry;

    JsonAnswers(Json json, ErrorAnswers errors, Telemetry telemetry) {
        this.json = json;
        this.errors = errors;
        this.telemetry = telemetry;
    }

    @Override
    public Handler around(Handler next) {
        return request -> {
            var answer = next.handle(request);
            return answer.body() instanceof Body.Later(var deferred)
                    ? answer.carrying(new Body.Later(deferred.then(lateAnswers(request))))
                    : encoded(answer, json);
        };
    }

    static Response encoded(Response answer, Json json) {
        return answer.body() instanceof Body.Json(var value)
                ? answer.over(TYPE).carrying(new Body.Bytes(json.write(value)))
                : answer;
    }

    /** Whoever completes a deferred answer may do so while answering another request: it is written as part of its own. */
    private UnaryOperator<Response> lateAnswers(Request request) {
        var exchange = Exchange.CURRENT.get();
        return later -> ScopedValue.where(Exchange.CURRENT, exchange).call(() -> lateAnswer(request, later));
    }

    /** A deferred answer comes after the problem boundary was left, so it brings its own. */
    private Response lateAnswer(Request request, Response answer) {
        try {
            return encoded(answer, json);
        } catch (RuntimeException failure) {
            Exchange.CURRENT.get().failure(failure);
            telemetry.failed(request.toString(), failure);
            return errors.of(Problems.unexpected(), failure, Problems.prefersProblemJson(request));
        }
    }
}
