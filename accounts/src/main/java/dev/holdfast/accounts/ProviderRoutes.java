package dev.holdfast.accounts;

import static dev.holdfast.routing.Routes.get;
import static dev.holdfast.routing.Routes.group;

import dev.holdfast.limit.Key;
import dev.holdfast.limit.Limit;
import dev.holdfast.routing.Routes;

/** The routes by which browsers go to a provider and come back; both count as attempts to sign in. */
final class ProviderRoutes {

    private final ProviderController providers;
    private final Limit limit;

    ProviderRoutes(AccountLimits limits, ProviderController providers) {
        this.providers = providers;
        this.limit = Limit.of("provider", limits.loginsOfAddress());
    }

    Routes ofUsers() {
        return group(
                "/auth/providers/{name}",
                get("/").open().limitedTo(limit, Key::address).returns(303).to(providers::begin),
                get("/callback")
                        .open()
                        .limitedTo(limit, Key::address)
                        .returns(303)
                        .to(providers::end));
    }
}
