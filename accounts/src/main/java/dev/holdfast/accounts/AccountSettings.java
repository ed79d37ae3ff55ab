package dev.holdfast.accounts;

import dev.holdfast.Permission;
import dev.holdfast.accounts.digest.Digest;
import dev.holdfast.accounts.password.PasswordRules;
import dev.holdfast.accounts.provider.Provider;
import dev.holdfast.accounts.token.Keys;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How accounts behave. Immutable: each step returns new settings. */
public final class AccountSettings {

    private static final int LEAST_SECRET = 32;

    private final String program;
    private final byte[] secret;
    private Keys keys;
    private Duration tokenLife = Duration.ofMinutes(15);
    private Duration sessionLife = Duration.ofDays(30);
    private Duration eventsKept = Duration.ofDays(90);
    private AccountLimits limits = AccountLimits.standard();
    private PasswordRules rules = PasswordRules.of(true);
    private AccountHooks hooks = new AccountHooks() {};
    private MailTexts texts;
    private URI page = URI.create("http://localhost:3000/");
    private Set<String> origins = Set.of();
    private boolean verifiesAddresses;
    private Permission keyMakers = Permission.of("nobody", (_, _) -> false);
    private Set<String> scopes = Set.of();
    private List<Provider> providers = List.of();
    private URI mounted = page;

    private AccountSettings(String program, byte[] secret) {
        this.program = program;
        this.secret = secret;
        this.keys = Keys.secret(secret);
        this.texts = MailTexts.english(program);
    }

    private AccountSettings(AccountSettings from) {
        program = from.program;
        secret = from.secret;
        keys = from.keys;
        tokenLife = from.tokenLife;
        sessionLife = from.sessionLife;
        eventsKept = from.eventsKept;
        limits = from.limits;
        rules = from.rules;
        hooks = from.hooks;
        texts = from.texts;
        page = from.page;
        origins = from.origins;
        verifiesAddresses = from.verifiesAddresses;
        keyMakers = from.keyMakers;
        scopes = from.scopes;
        providers = from.providers;
        mounted = from.mounted;
    }

    /**
     * Settings with access tokens of 15 minutes, sessions of 30 days and every limit in place.
     *
     * @param program its name: tokens are made by it and for it, and mails speak in its name
     * @param secret 32 bytes or more; signs access tokens unless {@link #keys} says otherwise, and makes refresh tokens
     */
    public static AccountSettings of(String program, byte[] secret) {
        if (secret.length < LEAST_SECRET) {
            throw new IllegalArgumentException("the secret of accounts has at least " + LEAST_SECRET + " bytes");
        }
        return new AccountSettings(program, secret.clone());
    }

    /** Returns these settings with access tokens signed by other keys than the secret. */
    public AccountSettings keys(Keys others) {
        var changed = new AccountSettings(this);
        changed.keys = others;
        return changed;
    }

    /** Returns these settings with access tokens that hold for another time. */
    public AccountSettings tokenLife(Duration life) {
        var changed = new AccountSettings(this);
        changed.tokenLife = positive(life);
        return changed;
    }

    /** Returns these settings with sessions that last for another time, however often they are used. */
    public AccountSettings sessionLife(Duration life) {
        var changed = new AccountSettings(this);
        changed.sessionLife = positive(life);
        return changed;
    }

    /** Returns these settings with what happened to accounts remembered for another time than 90 days. */
    public AccountSettings eventsKept(Duration time) {
        var changed = new AccountSettings(this);
        changed.eventsKept = positive(time);
        return changed;
    }

    /** Returns these settings with other limits. */
    public AccountSettings limits(AccountLimits others) {
        var changed = new AccountSettings(this);
        changed.limits = others;
        return changed;
    }

    /** Returns these settings with common passwords accepted; they are refused unless told. */
    public AccountSettings acceptingCommonPasswords() {
        var changed = new AccountSettings(this);
        changed.rules = PasswordRules.of(false);
        return changed;
    }

    /** Returns these settings with a program that has a say. */
    public AccountSettings hooks(AccountHooks others) {
        var changed = new AccountSettings(this);
        changed.hooks = others;
        return changed;
    }

    /** Returns these settings with other mails than the English ones. */
    public AccountSettings texts(MailTexts others) {
        var changed = new AccountSettings(this);
        changed.texts = others;
        return changed;
    }

    /** Returns these settings with the page to which the links in mails lead. */
    public AccountSettings page(URI url) {
        var changed = new AccountSettings(this);
        changed.page = url;
        return changed;
    }

    /** Returns these settings with pages of other origins that may use the refresh cookie; the program's own always may. */
    public AccountSettings origins(Set<String> others) {
        var changed = new AccountSettings(this);
        changed.origins = Set.copyOf(others);
        return changed;
    }

    /** Returns these settings with accounts that begin when their address is verified; at once unless told. */
    public AccountSettings verifyingAddresses() {
        var changed = new AccountSettings(this);
        changed.verifiesAddresses = true;
        return changed;
    }

    /**
     * Returns these settings with keys for other programs, which come in as {@link dev.holdfast.Caller.Service}.
     *
     * @param makers who may make and revoke them; a key counts for nothing while its maker may not
     * @param names what a key can be for, as {@link Permission#scope} names it
     */
    public AccountSettings machines(Permission makers, String... names) {
        var changed = new AccountSettings(this);
        changed.keyMakers = makers;
        changed.scopes = Set.of(names);
        return changed;
    }

    Permission keyMakers() {
        return keyMakers;
    }

    Set<String> scopes() {
        return scopes;
    }

    /**
     * Returns these settings with providers by which people may sign in, beside their password or in place of it.
     *
     * @param at where browsers find the routes of accounts, as in {@code https://shop.example.com/api/v1}: what they say of the
     *     host is not believed. Each provider is told to send them back to {@code /auth/providers/<name>/callback} below it
     */
    public AccountSettings providers(URI at, Provider... others) {
        if (at.getHost() == null || at.getRawQuery() != null || at.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "browsers find the routes at a whole address without a query, not " + at);
        }
        var changed = new AccountSettings(this);
        changed.mounted = at;
        changed.providers = List.of(others);
        var names = new HashSet<String>();
        for (var each : others) {
            if (!names.add(each.name())) {
                throw new IllegalArgumentException("two providers are called " + each.name());
            }
        }
        return changed;
    }

    String program() {
        return program;
    }

    /** Returns a key for one purpose, which tells nothing of the secret or of the keys for others. */
    byte[] keyFor(String purpose) {
        return Digest.hmac(secret, purpose.getBytes(StandardCharsets.US_ASCII));
    }

    Keys keys() {
        return keys;
    }

    Duration tokenLife() {
        return tokenLife;
    }

    Duration sessionLife() {
        return sessionLife;
    }

    Duration eventsKept() {
        return eventsKept;
    }

    AccountLimits limits() {
        return limits;
    }

    PasswordRules rules() {
        return rules;
    }

    AccountHooks hooks() {
        return hooks;
    }

    MailTexts texts() {
        return texts;
    }

    URI page() {
        return page;
    }

    Set<String> origins() {
        return origins;
    }

    boolean verifiesAddresses() {
        return verifiesAddresses;
    }

    List<Provider> providers() {
        return providers;
    }

    /** Returns where a provider sends browsers back to. */
    String backFrom(String provider) {
        var base = mounted.toString();
        return (base.endsWith("/") ? base : base + "/") + "auth/providers/" + provider + "/callback";
    }

    private static Duration positive(Duration time) {
        if (!time.isPositive()) {
            throw new IllegalArgumentException("must be more than nothing, not " + time);
        }
        return time;
    }

    @Override
    public String toString() {
        return "settings of the accounts of " + program;
    }
}
