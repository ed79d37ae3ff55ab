package dev.holdfast.docs;

import dev.holdfast.accounts.AccountSettings;
import dev.holdfast.accounts.provider.Provider;
import dev.holdfast.config.Secret;
import java.net.URI;

/** What the page on providers shows. */
final class Providing {

    private Providing() {}

    // tag::settings[]
    static AccountSettings provided(AccountSettings settings, Secret secret) {
        return settings.providers(
                URI.create("https://shop.example.com/api/v1"),
                Provider.of("work", URI.create("https://id.example.com/realms/staff"), "shop")
                        .secret(secret),
                Provider.of("home", URI.create("https://login.example.org"), "shop-public"));
    }
    // end::settings[]
}
