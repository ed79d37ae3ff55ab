package dev.holdfast.app;

import dev.holdfast.Exchange;
import dev.holdfast.Fault;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.http.Response;
import dev.holdfast.http.Status;
import dev.holdfast.http.TellingProblem;
import dev.holdfast.json.Json;
import dev.holdfast.routing.WrongMethodProblem;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Words a problem as an answer: in the house's shape, or as {@code application/problem+json} (RFC 9457). */
final class ErrorAnswers {

    private final Json json;
    private final boolean showsStack;

    ErrorAnswers(Json json, boolean showsStack) {
        this.json = json;
        this.showsStack = showsStack;
    }

    record House(
            String status,
            String message,
            String code,
            String requestId,
            Optional<List<Fault>> errors,
            Optional<List<String>> stack) {}

    record Rfc9457(
            String type,
            String title,
            int status,
            String detail,
            String code,
            String requestId,
            Optional<List<Fault>> errors,
            Optional<List<String>> stack) {}

    Response of(Problem problem, boolean asProblemJson) {
        return of(problem, problem, asProblemJson);
    }

    Response of(Problem problem, Throwable cause, boolean asProblemJson) {
        var status = Status.of(problem.kind());
        var id = Exchange.CURRENT.isBound() ? Exchange.CURRENT.get().requestId() : "";
        var faults = problem.faults().isEmpty() ? Optional.<List<Fault>>empty() : Optional.of(problem.faults());
        var stack = showsStack && status >= 500 ? Optional.of(lines(cause)) : Optional.<List<String>>empty();
        var answer = asProblemJson
                ? Response.bytes(
                        status,
                        "application/problem+json",
                        json.write(new Rfc9457(
                                "about:blank",
                                Status.phrase(status),
                                status,
                                problem.getMessage(),
                                problem.code(),
                                id,
                                faults,
                                stack)))
                : Response.bytes(
                        status,
                        "application/json",
                        json.write(new House("error", problem.getMessage(), problem.code(), id, faults, stack)));
        return withFields(answer, problem);
    }

    private static Response withFields(Response answer, Problem problem) {
        var told = problem.retryAfter()
                .map(pause -> answer.header("Retry-After", Long.toString(wholeSeconds(pause))))
                .orElse(answer);
        if (problem.kind() == Kind.UNAUTHENTICATED) {
            told = told.header("WWW-Authenticate", "Bearer");
        }
        if (problem.kind() == Kind.UPGRADE_REQUIRED) {
            told = told.header("Upgrade", "websocket").header("Sec-WebSocket-Version", "13");
        }
        if (problem instanceof WrongMethodProblem wrong) {
            told = told.header("Allow", wrong.allowed());
        }
        if (problem instanceof TellingProblem telling) {
            told = told.over(telling.fields());
        }
        return told;
    }

    private static long wholeSeconds(Duration pause) {
        return Math.max(1, pause.plusMillis(999).toSeconds());
    }

    private static List<String> lines(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString().lines().map(String::strip).toList();
    }
}
