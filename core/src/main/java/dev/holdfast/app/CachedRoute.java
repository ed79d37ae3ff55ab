package dev.holdfast.app;

import dev.holdfast.http.Handler;
import dev.holdfast.http.Middleware;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import dev.holdfast.json.Json;
import java.util.concurrent.atomic.AtomicReference;

/** Answers from the cache, and keeps what it has to ask for where that can be kept. */
final class CachedRoute implements Middleware {

    private final AnswerCache answers;
    private final AnswerKey.Keeping keeping;
    private final Json json;

    CachedRoute(AnswerCache answers, AnswerKey.Keeping keeping, Json json) {
        this.answers = answers;
        this.keeping = keeping;
        this.json = json;
    }

    /** Ends the load of an answer that cannot be kept. */
    private static final class NotKept extends Exception {
        NotKept() {
            super("the answer cannot be kept", null, false, false);
        }
    }

    @Override
    public Handler around(Handler next) {
        return request -> {
            var key = keeping.key(request);
            return key.isEmpty() ? next.handle(request) : answered(next, request, key.get());
        };
    }

    /** An answer that cannot be kept is for its own caller: the others who waited for it ask themselves. */
    private Response answered(Handler next, Request request, AnswerKey key) throws Exception {
        var own = new AtomicReference<Response>();
        try {
            var kept = answers.answers().<Exception>get(key, _ -> kept(next.handle(request), own));
            return kept.agedAt(answers.now());
        } catch (NotKept _) {
            var answer = own.get();
            return answer == null ? next.handle(request) : answer;
        }
    }

    private KeptAnswer kept(Response answer, AtomicReference<Response> own) throws NotKept {
        own.set(answer);
        return KeptAnswer.of(answer, json, keeping.isPerCaller(), answers.now()).orElseThrow(NotKept::new);
    }
}
