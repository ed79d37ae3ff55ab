package dev.holdfast.accounts.openid;

import dev.holdfast.accounts.provider.Provider;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The providers of a program, by name. */
public final class Providers implements AutoCloseable {

    private final Map<String, OpenId> named = new HashMap<>();
    private final Calls calls = new Calls();

    /**
     * Providers that are asked by one client.
     *
     * @param back returns where the provider of a name sends browsers back to
     */
    public Providers(List<Provider> providers, UnaryOperator<String> back, Clock clock) {
        for (var each : providers) {
            named.put(each.name(), new OpenId(each, URI.create(back.apply(each.name())), calls, clock));
        }
    }

    /** Returns the provider of that name. */
    public Optional<OpenId> named(String name) {
        return Optional.ofNullable(named.get(name));
    }

    @Override
    public void close() {
        calls.close();
    }
}
