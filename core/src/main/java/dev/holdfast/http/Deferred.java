package dev.holdfast.http;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is still to come. It parks no thread, and the time a handler may take does not count for it.
 *
 * <p>Threading: any thread may complete it; the first to do so wins.
 */
public final class Deferred {

    private final CompletableFuture<Response> answer = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> left = new CompletableFuture<>();

    /**
     * Answers; returns false where the answer was given before or the client has left.
     *
     * @param response the answer, whose body is there: not another deferred one, a stream or an upgrade
     */
    public boolean complete(Response response) {
        return switch (response.body()) {
            case Body.Empty _, Body.Bytes _, Body.Json _ -> !left.isDone() && answer.complete(response);
            case Body.FileOf _, Body.Stream _, Body.Events _, Body.Later _, Body.Upgrade _ ->
                throw new IllegalArgumentException("a deferred answer carries bytes, JSON or nothing");
        };
    }

    /** Calls back when the client leaves before it was answered; at once when it has left already. */
    public void onLeave(Runnable callback) {
        var _ = left.thenRun(callback);
    }

    /** Calls back with the answer; at once when it is there already. For the server. */
    public void onAnswer(Consumer<Response> callback) {
        var _ = answer.thenAccept(callback);
    }

    /** Returns a deferred answer that is completed by this one's answer, finished by the given step. For middleware. */
    public Deferred then(UnaryOperator<Response> finish) {
        var finished = new Deferred();
        onAnswer(response -> finished.complete(finish.apply(response)));
        finished.onLeave(this::leave);
        return finished;
    }

    /** Notes that the client has left. For the server. */
    public void leave() {
        if (!answer.isDone()) {
            left.complete(null);
        }
    }
}
