package dev.holdfast.app;

import dev.holdfast.Telemetry;
import dev.holdfast.http.Middleware;
import dev.holdfast.limit.LoadLimits;
import dev.holdfast.limit.TrustedProxies;
import dev.holdfast.routing.Authenticator;
import dev.holdfast.routing.Routes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A program while it is being put together. Immutable: each step returns a new draft. */
public final class AppDraft {

    private final Routes routes;
    private Optional<Authenticator> authenticator = Optional.empty();
    private Cors cors = Cors.CLOSED;
    private Limits limits = Limits.standard();
    private TrustedProxies proxies = TrustedProxies.NONE;
    private LoadLimits load = LoadLimits.standard();
    private List<AddressLimit> addressLimits = List.of();
    private Telemetry telemetry = new LogTelemetry();
    private List<Middleware> inside = List.of();
    private List<Service> services = List.of();
    private Duration stopTime = Duration.ofSeconds(25);
    private List<Runnable> beforeTheEnd = List.of();
    private boolean showsStack;
    private boolean compresses = true;
    private Optional<Consumer<String>> differences = Optional.empty();

    AppDraft(Routes routes) {
        this.routes = routes;
    }

    private AppDraft(AppDraft from) {
        routes = from.routes;
        authenticator = from.authenticator;
        cors = from.cors;
        limits = from.limits;
        proxies = from.proxies;
        load = from.load;
        addressLimits = from.addressLimits;
        telemetry = from.telemetry;
        inside = from.inside;
        services = from.services;
        stopTime = from.stopTime;
        beforeTheEnd = from.beforeTheEnd;
        showsStack = from.showsStack;
        compresses = from.compresses;
        differences = from.differences;
    }

    /** Says who finds out who is asking. */
    public AppDraft authenticatedBy(Authenticator who) {
        var changed = new AppDraft(this);
        changed.authenticator = Optional.of(who);
        return changed;
    }

    /** Says which pages of other origins may read the answers; none unless told. */
    public AppDraft openTo(Cors others) {
        var changed = new AppDraft(this);
        changed.cors = others;
        return changed;
    }

    /** Sets how much is taken from outside; {@link Limits#standard()} unless told. */
    public AppDraft within(Limits other) {
        var changed = new AppDraft(this);
        changed.limits = other;
        return changed;
    }

    /** Says which proxies are believed when they name the client they speak for; none unless told. */
    public AppDraft trusting(TrustedProxies others) {
        var changed = new AppDraft(this);
        changed.proxies = others;
        return changed;
    }

    /** Limits how often one address may ask, beside what was limited before; not at all unless told. */
    public AppDraft limitedTo(AddressLimit limit) {
        var changed = new AppDraft(this);
        changed.addressLimits = and(addressLimits, limit);
        return changed;
    }

    /** Sets how much is done at once; {@link LoadLimits#standard()} unless told. */
    public AppDraft shedding(LoadLimits other) {
        var changed = new AppDraft(this);
        changed.load = other;
        return changed;
    }

    /** Says who hears what happens; the log unless told. */
    public AppDraft tellingTo(Telemetry other) {
        var changed = new AppDraft(this);
        changed.telemetry = other;
        return changed;
    }

    /** Adds middleware of the program's own around every request, inside what was added before. */
    public AppDraft inside(Middleware layer) {
        var changed = new AppDraft(this);
        changed.inside = and(inside, layer);
        return changed;
    }

    /** Adds something to close when the program ends, before what was added before. */
    public AppDraft closing(AutoCloseable resource) {
        var changed = new AppDraft(this);
        changed.services = and(services, new Closing(resource));
        return changed;
    }

    /** Adds something to start before the first request, after what was added before, and to stop at the end, before it. */
    public AppDraft running(Service service) {
        var changed = new AppDraft(this);
        changed.services = and(services, service);
        return changed;
    }

    /** Sets how long each thing may take to stop or to close before the rest goes on without it; 25 seconds unless told. */
    public AppDraft stoppingWithin(Duration each) {
        var changed = new AppDraft(this);
        changed.stopTime = each;
        return changed;
    }

    /** Says who hears that the program is about to stop: it serves on for a while after that. */
    public AppDraft tellingBeforeTheEnd(Runnable hears) {
        var changed = new AppDraft(this);
        changed.beforeTheEnd = and(beforeTheEnd, hears);
        return changed;
    }

    /** Says whether answers are packed for clients that like it; they are unless told. */
    public AppDraft compressing(boolean packed) {
        var changed = new AppDraft(this);
        changed.compresses = packed;
        return changed;
    }

    /** Shows the stack in answers of 500; for development. */
    public AppDraft showingStacks(boolean shown) {
        var changed = new AppDraft(this);
        changed.showsStack = shown;
        return changed;
    }

    /** Says who hears of answers that are not as their route declares them; for tests. */
    public AppDraft comparingAnswers(Consumer<String> hears) {
        var changed = new AppDraft(this);
        changed.differences = Optional.of(hears);
        return changed;
    }

    /**
     * Puts the program together.
     *
     * @throws dev.holdfast.routing.BadRoutes where the routes cannot be served; the message names them
     */
    public App build() {
        return new App(this);
    }

    Routes routes() {
        return routes;
    }

    Optional<Authenticator> authenticator() {
        return authenticator;
    }

    Cors cors() {
        return cors;
    }

    Limits limits() {
        return limits;
    }

    TrustedProxies proxies() {
        return proxies;
    }

    LoadLimits load() {
        return load;
    }

    List<AddressLimit> addressLimits() {
        return addressLimits;
    }

    Telemetry telemetry() {
        return telemetry;
    }

    List<Middleware> inside() {
        return inside;
    }

    List<Service> services() {
        return services;
    }

    Duration stopTime() {
        return stopTime;
    }

    List<Runnable> beforeTheEnd() {
        return beforeTheEnd;
    }

    boolean showsStack() {
        return showsStack;
    }

    boolean compresses() {
        return compresses;
    }

    Optional<Consumer<String>> differences() {
        return differences;
    }

    private static <T> List<T> and(List<T> list, T last) {
        var longer = new ArrayList<>(list);
        longer.add(last);
        return List.copyOf(longer);
    }
}
