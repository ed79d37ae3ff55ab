package dev.holdfast.realtime;

import dev.holdfast.Telemetry;
import dev.holdfast.app.Cors;
import dev.holdfast.app.LogTelemetry;
import dev.holdfast.routing.Authenticator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A Socket.IO server while it is being put together. Immutable: each step returns a new draft. */
public final class RealtimeDraft {

    private final List<Namespace> namespaces;
    private String path = "/socket.io";
    private Optional<Authenticator> authenticator = Optional.empty();
    private Cors cors = Cors.CLOSED;
    private RealtimeLimits limits = RealtimeLimits.standard();
    private Telemetry telemetry = new LogTelemetry();
    private Optional<Duration> recovering = Optional.empty();
    private Duration recheck = Duration.ofSeconds(15);
    private Adapter.Maker adapters = (_, local) -> local;

    RealtimeDraft(List<Namespace> namespaces) {
        this.namespaces = namespaces;
    }

    private RealtimeDraft(RealtimeDraft from) {
        namespaces = from.namespaces;
        path = from.path;
        authenticator = from.authenticator;
        cors = from.cors;
        limits = from.limits;
        telemetry = from.telemetry;
        recovering = from.recovering;
        recheck = from.recheck;
        adapters = from.adapters;
    }

    /** Sets the path of the server; {@code /socket.io} unless told, which is what clients ask for unless they are told. */
    public RealtimeDraft at(String other) {
        var changed = new RealtimeDraft(this);
        changed.path = other;
        return changed;
    }

    /** Says who finds out who is asking: the authenticator of the API, which is given the token of the handshake. */
    public RealtimeDraft authenticatedBy(Authenticator who) {
        var changed = new RealtimeDraft(this);
        changed.authenticator = Optional.of(who);
        return changed;
    }

    /** Says which pages of other origins may open a session; none unless told. */
    public RealtimeDraft openTo(Cors others) {
        var changed = new RealtimeDraft(this);
        changed.cors = others;
        return changed;
    }

    /** Sets how much clients are given; {@link RealtimeLimits#standard()} unless told. */
    public RealtimeDraft within(RealtimeLimits other) {
        var changed = new RealtimeDraft(this);
        changed.limits = other;
        return changed;
    }

    /** Says who hears what fails; the log unless told. */
    public RealtimeDraft tellingTo(Telemetry other) {
        var changed = new RealtimeDraft(this);
        changed.telemetry = other;
        return changed;
    }

    /**
     * Lets a client whose connection broke go on where it was when it comes back within that time: with its id, its rooms, its data,
     * and what it has missed. Each event then carries one argument more, which says where in all that was sent it stands.
     */
    public RealtimeDraft recovering(Duration within) {
        var changed = new RealtimeDraft(this);
        changed.recovering = Optional.of(within);
        return changed;
    }

    /** Sets how often a socket that only listens is asked about again: as long may a token outlive its end; 15 seconds unless told. */
    public RealtimeDraft watchingEvery(Duration time) {
        if (!time.isPositive()) {
            throw new IllegalArgumentException("watching takes some time");
        }
        var changed = new RealtimeDraft(this);
        changed.recheck = time;
        return changed;
    }

    /** Says how namespaces reach the sockets of other servers; they do not unless told. */
    public RealtimeDraft adaptedBy(Adapter.Maker maker) {
        var changed = new RealtimeDraft(this);
        changed.adapters = maker;
        return changed;
    }

    /**
     * Puts the server together.
     *
     * @throws IllegalArgumentException where two namespaces have one name, or a closed one has nobody to find out who is asking
     */
    public Realtime build() {
        return new Realtime(this);
    }

    List<Namespace> namespaces() {
        return namespaces;
    }

    String path() {
        return path;
    }

    Optional<Authenticator> authenticator() {
        return authenticator;
    }

    Cors cors() {
        return cors;
    }

    RealtimeLimits limits() {
        return limits;
    }

    Telemetry telemetry() {
        return telemetry;
    }

    Optional<Duration> recovering() {
        return recovering;
    }

    Duration recheck() {
        return recheck;
    }

    Adapter.Maker adapters() {
        return adapters;
    }
}
