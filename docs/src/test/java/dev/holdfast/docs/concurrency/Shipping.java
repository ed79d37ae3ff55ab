package dev.holdfast.docs.concurrency;

import dev.holdfast.Deadline;
import dev.holdfast.Exchange;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks another program, in the time that is left. */
final class Shipping {

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI quotes;

    Shipping(URI quotes) {
        this.quotes = quotes;
    }

    // @start region="call"
    // tag::call[]
    String quote(String parcel) throws Exception {
        var request = HttpRequest.newBuilder(quotes.resolve("/quotes/" + parcel))
                .timeout(Deadline.stillLeftOf(Duration.ofSeconds(2)))
                .build();
        return Exchange.timed(Exchange.Part.CALLS, () -> client.send(request, BodyHandlers.ofString()))
                .body();
    }
    // end::call[]
    // @end
}
