package dev.holdfast.app;

import dev.holdfast.http.Body;
import dev.holdfast.http.EntityTag;
import dev.holdfast.http.Handler;
import dev.holdfast.http.Middleware;
import dev.holdfast.http.Preconditions;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;

/** Answers 304 where the client has what it asks for already, and 412 where it wants another state: for answers with an ETag. */
final class ConditionalReads implements Middleware {

    @Override
    public Handler around(Handler next) {
        return request -> {
            var answer = next.handle(request);
            return answer.status() == 200 ? compared(request, answer) : answer;
        };
    }

    private static Response compared(Request request, Response answer) {
        var tag = answer.headers().first("ETag").flatMap(EntityTag::read);
        if (tag.isEmpty()) {
            return answer;
        }
        return switch (Preconditions.evaluate(request, tag.get())) {
            case Preconditions.Outcome.Proceed() -> answer;
            case Preconditions.Outcome.NotModified() -> notModified(answer);
            case Preconditions.Outcome.Failed() -> throw Preconditions.refusal();
        };
    }

    /** What describes the bytes is left out (RFC 9110 section 15.4.5). */
    private static Response notModified(Response answer) {
        var told = answer.headers()
                .without(name -> name.regionMatches(true, 0, "Content-", 0, "Content-".length())
                        && !name.equalsIgnoreCase("Content-Location"));
        return new Response(304, told, new Body.Empty());
    }
}
