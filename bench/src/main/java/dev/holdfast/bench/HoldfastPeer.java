package dev.holdfast.bench;

import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;

import dev.holdfast.Exchange;
import dev.holdfast.Page;
import dev.holdfast.Telemetry;
import dev.holdfast.app.AddressLimit;
import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.http.Request;
import dev.holdfast.http.Response;
import dev.holdfast.limit.Quota;
import dev.holdfast.ops.LogSettings;
import dev.holdfast.ops.Logs;
import dev.holdfast.routing.Shape;
import dev.holdfast.server.Listen;
import dev.holdfast.server.Server;
import java.util.Optional;
import org.slf4j.event.Level;

/** Holdfast with every default on, and a few routes; who asks is counted, but may ask often. */
final class HoldfastPeer {

    private static final String ENOUGH = "1000000000/15m";

    private HoldfastPeer() {}

    static AppDraft program() {
        var ten = new Page<>(Person.ten(), 10, Optional.of("bmV4dA"));
        return App.serving(group(
                        "/api/v1",
                        get("/users").open().returns(Shape.page(Person.class)).to(_ -> Response.ok("users", ten)),
                        get("/users/{id}").open().returns(Person.class).to(HoldfastPeer::show),
                        get("/examples/{id}").open().returns(Person.class).to(HoldfastPeer::show)))
                .limitedTo(AddressLimit.of(Quota.parse(ENOUGH)));
    }

    private static Response show(Request request) {
        return Response.ok("user", request.path("id", HoldfastPeer::person));
    }

    static Person person(String id) {
        return Person.number(Integer.parseInt(id));
    }

    /** Listens on a port, any free one if it is 0, and returns which. */
    static int start(boolean logging, int port) {
        Logs.start(LogSettings.of(Level.INFO, LogSettings.Format.JSON));
        var draft = logging ? program() : program().tellingTo(new Silence());
        return Server.start(draft.build(), Listen.on("127.0.0.1", port)).port();
    }

    /** Hears everything and tells nobody, as the peers do. */
    private record Silence() implements Telemetry {

        @Override
        public void done(Exchange exchange) {}

        @Override
        public void failed(String context, Throwable failure) {
            System.err.println(context + " failed: " + failure);
        }
    }
}
