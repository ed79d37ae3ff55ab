package dev.holdfast.http;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * An answer that is still to come. It parks no thread, and the time a handler may take does not count for it.
 *
 * <p>Threading: any thread may complete it; the first to do so wins.
 */
public final class Deferred {

    /** Empty where the client has left: one or the other, never both. */
    private final CompletableFuture<Optional<Response>> outcome = new CompletableFuture<>();

    /**
     * Answers; returns false where the answer was given before or the client has left.
     *
     * @param response the answer, whose body is there: not another deferred one, a stream or an upgrade
     */
    public boolean complete(Response response) {
        return switch (response.body()) {
            case Body.Empty _, Body.Bytes _, Body.Json _ -> outcome.complete(Optional.of(response));
            case Body.FileOf _, Body.Stream _, Body.Events _, Body.Later _, Body.Upgrade _ ->
                throw new IllegalArgumentException("a deferred answer carries bytes, JSON or nothing");
        };
    }

    /** Calls back when the client leaves before it was answered, on a thread that may block; at once when it has left already. */
    public void onLeave(Runnable callback) {
        var _ = outcome.thenAccept(answer -> {
            if (answer.isEmpty()) {
                callback.run();
            }
        });
    }

    /**
     * Calls back with the answer, or with what failed when a step was to finish it; at once when it is there already. For the
     * server.
     */
    public void onAnswer(Consumer<Response> callback, Consumer<Throwable> failed) {
        var _ = outcome.whenComplete((answer, failure) -> {
            if (failure != null) {
                failed.accept(failure);
            } else {
                answer.ifPresent(callback);
            }
        });
    }

    /** Returns a deferred answer that is completed by this one's answer, finished by the given step. For middleware. */
    public Deferred then(UnaryOperator<Response> finish) {
        var finished = new Deferred();
        onAnswer(response -> finished.completeBy(finish, response), finished.outcome::completeExceptionally);
        finished.onLeave(this::leave);
        return finished;
    }

    private void completeBy(UnaryOperator<Response> finish, Response response) {
        try {
            complete(finish.apply(response));
        } catch (Throwable failure) {
            outcome.completeExceptionally(failure);
        }
    }

    /** Notes that the client has left. For the server. */
    public void leave() {
        outcome.complete(Optional.empty());
    }
}
