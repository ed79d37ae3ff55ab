package dev.holdfast.app;

import dev.holdfast.Deadline;
import dev.holdfast.Exchange;
import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.Telemetry;
import dev.holdfast.http.Handler;
import dev.holdfast.http.Middleware;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import java.util.Locale;

/** Turns whatever ends a request into the answer that explains it; what is not a problem is a fault of the program: 500. */
final class Problems implements Middleware {

    private final ErrorAnswers answers;
    private final Telemetry telemetry;

    Problems(ErrorAnswers answers, Telemetry telemetry) {
        this.answers = answers;
        this.telemetry = telemetry;
    }

    @Override
    public Handler around(Handler next) {
        return request -> {
            try {
                return next.handle(request);
            } catch (Problem problem) {
                return refused(request, problem);
            } catch (InterruptedException interrupted) {
                var answer = failed(request, interrupted);
                Thread.currentThread().interrupt();
                return answer;
            } catch (Exception | StackOverflowError | AssertionError | LinkageError failure) {
                return failed(request, failure);
            }
        };
    }

    private Response refused(Request request, Problem problem) {
        if (problem.kind() == Kind.UNAVAILABLE && Deadline.hasPassed()) {
            return failed(request, problem);
        }
        if (problem.kind() == Kind.INTERNAL) {
            report(request, problem);
        }
        reportBeside(request, problem);
        return answers.of(problem, prefersProblemJson(request));
    }

    private Response failed(Request request, Throwable failure) {
        report(request, failure);
        // Whatever is thrown when the time is up, and by whatever it was wrapped: the time is the reason.
        var problem = Deadline.hasPassed() ? Problem.deadlineExceeded(failure) : unexpected();
        return answers.of(problem, failure, prefersProblemJson(request));
    }

    /** A problem that several tasks have led to may hide a failure of another kind. */
    private void reportBeside(Request request, Problem problem) {
        for (var beside : problem.getSuppressed()) {
            if (!(beside instanceof Problem)) {
                report(request, beside);
            }
        }
    }

    private void report(Request request, Throwable failure) {
        if (Exchange.CURRENT.isBound()) {
            Exchange.CURRENT.get().failure(failure);
        }
        telemetry.failed(request.toString(), failure);
    }

    static Problem unexpected() {
        return new Problem(Kind.INTERNAL, "something went wrong here; it has been noted");
    }

    /** Only who names the type prefers it: a wildcard asks for nothing in particular. */
    static boolean prefersProblemJson(Request request) {
        var accept = request.header("Accept").orElse("").toLowerCase(Locale.ROOT);
        if (!accept.contains("application/problem+json")) {
            return false;
        }
        var wanted = weight(accept, "application/problem+json");
        return wanted > 0 && wanted >= weight(accept, "application/json");
    }

    private static double weight(String accept, String type) {
        for (var range : accept.split(",", -1)) {
            var parts = range.split(";", -1);
            if (parts[0].strip().equals(type)) {
                return quality(parts);
            }
        }
        return 0;
    }

    private static double quality(String[] parts) {
        for (var index = 1; index < parts.length; index++) {
            var parameter = parts[index].strip();
            if (parameter.matches("q=[01](\\.[0-9]{0,3})?")) {
                return Double.parseDouble(parameter.substring(2));
            }
        }
        return 1;
    }
}
