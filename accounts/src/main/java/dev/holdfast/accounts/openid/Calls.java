package dev.holdfast.accounts.openid;

import dev.holdfast.Deadline;
import dev.holdfast.Exchange;
import dev.holdfast.Problem;
import dev.holdfast.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks providers over HTTP: each question for a few seconds at most, its answer included, which is read up to a bound; and nobody
 * else, wherever an answer points.
 *
 * <p>Threading: any number of threads.
 */
final class Calls implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 256 * 1024;
    private static final Json JSON = new Json();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .executor(work -> Thread.ofVirtual().name("provider").start(work))
            .build();

    /** What a provider has answered. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Answer(URI from, int status, byte[] content) {

        /** Returns the answer as an object of JSON; refuses any status but 200. */
        JsonNode object() throws NotSignedIn {
            if (status != 200) {
                throw unavailable(from, "answers " + status);
            }
            return read();
        }

        String text() {
            return new String(content, StandardCharsets.UTF_8);
        }

        /** Returns the word by which the provider says what it does not like; empty where it says nothing of the kind. */
        String error() {
            try {
                return read().path("error").asString("");
            } catch (NotSignedIn _) {
                return "";
            }
        }

        private JsonNode read() throws NotSignedIn {
            try {
                var read = JSON.read(content);
                if (read.isObject()) {
                    return read;
                }
            } catch (Problem _) {
                // The same is said of both below.
            }
            throw unavailable(from, "answers with something that is no JSON object, or too large a one");
        }
    }

    Answer get(URI address) throws NotSignedIn {
        return send(HttpRequest.newBuilder(address).GET());
    }

    /** Asks in the name of whoever the token stands for. */
    Answer get(URI address, String accessToken) throws NotSignedIn {
        return send(HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + accessToken)
                .GET());
    }

    /** Sends a form, with credentials for the header where there are some. */
    Answer post(URI address, String form, @Nullable String authorization) throws NotSignedIn {
        var draft = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        return send(authorization == null ? draft : draft.header("Authorization", authorization));
    }

    private Answer send(HttpRequest.Builder draft) throws NotSignedIn {
        return Exchange.timed(Exchange.Part.CALLS, () -> awaited(draft));
    }

    private Answer awaited(HttpRequest.Builder draft) throws NotSignedIn {
        var time = Deadline.stillLeftOf(PATIENCE);
        var request = draft.header("Accept", "application/json").build();
        var reply = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            var response = reply.get(time.toNanos(), TimeUnit.NANOSECONDS);
            return new Answer(request.uri(), response.statusCode(), response.body());
        } catch (TimeoutException _) {
            throw unavailable(request.uri(), "has not answered within " + time.toMillis() + " ms");
        } catch (ExecutionException failed) {
            throw unavailable(request.uri(), "cannot be read: " + failed.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw unavailable(request.uri(), "was not waited for");
        } finally {
            // A request that nobody waits for any more gives its connection back.
            reply.cancel(true);
        }
    }

    /** An answer that is not there or of no use; the query of an address is not told. */
    static NotSignedIn unavailable(URI address, String what) {
        var place = address.getScheme() + "://" + address.getRawAuthority() + address.getRawPath();
        return new NotSignedIn(Refusal.PROVIDER_UNAVAILABLE, place + " " + what);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
