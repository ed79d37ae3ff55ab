package dev.holdfast.limit;

import dev.holdfast.Exchange;
import dev.holdfast.http.Handler;
import dev.holdfast.http.Headers;
import dev.holdfast.http.Middleware;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that are believed when they say whom they speak for; nobody else is.
 *
 * <p>The address of the client is its peer, and where that is a trusted proxy, the nearest address in {@code Forwarded} (RFC
 * 7239) or {@code X-Forwarded-For} that is not one. Where both fields are there and disagree, one of them is the client's own
 * work, and neither is believed.
 */
public final class TrustedProxies implements Middleware {

    /** Nobody is believed. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final int MOST = 256;
    private static final String FORWARDED = "Forwarded";
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final List<AddressBlock> blocks;

    private TrustedProxies(List<AddressBlock> blocks) {
        this.blocks = blocks;
    }

    /**
     * Returns the proxies a text names: addresses and blocks as in {@code 10.0.0.0/8,2001:db8::1}, with commas between.
     *
     * @throws IllegalArgumentException with every entry that is neither
     */
    public static TrustedProxies parse(String text) {
        return of(Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList());
    }

    /**
     * Returns the proxies with these addresses and blocks, at most 256.
     *
     * @throws IllegalArgumentException with every entry that is neither
     */
    public static TrustedProxies of(List<String> entries) {
        var blocks = new ArrayList<AddressBlock>();
        var faults = new ArrayList<String>();
        for (var entry : entries) {
            try {
                blocks.add(AddressBlock.parse(entry));
            } catch (IllegalArgumentException refused) {
                faults.add('"' + entry + "\" is " + refused.getMessage());
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(
                    "must be addresses and blocks such as 10.0.0.0/8, and " + String.join(", ", faults));
        }
        if (blocks.size() > MOST) {
            throw new IllegalArgumentException("must be at most " + MOST + " addresses and blocks");
        }
        return new TrustedProxies(List.copyOf(blocks));
    }

    @Override
    public Handler around(Handler next) {
        return blocks.isEmpty()
                ? next
                : request -> {
                    var peer = request.head().client();
                    if (!trust(peer)) {
                        return next.handle(request);
                    }
                    var client = client(peer, request.head().headers());
                    if (Exchange.CURRENT.isBound()) {
                        Exchange.CURRENT.get().client(client);
                    }
                    return next.handle(request.from(client));
                };
    }

    /** Returns the address of the client a peer speaks for, which is the peer itself where it is not believed. */
    public InetAddress client(InetAddress peer, Headers headers) {
        if (!trust(peer)) {
            return peer;
        }
        var standard = headers.all(FORWARDED);
        var common = headers.all(FORWARDED_FOR);
        if (standard.isEmpty() || common.isEmpty()) {
            return standard.isEmpty() ? walk(peer, common, false) : walk(peer, standard, true);
        }
        var client = walk(peer, standard, true);
        return client.equals(walk(peer, common, false)) ? client : peer;
    }

    private InetAddress walk(InetAddress peer, List<String> fields, boolean hasParameters) {
        var hops = new Hops(fields);
        var reached = peer;
        while (trust(reached)) {
            var entry = hops.next();
            var before = entry == null ? null : read(entry, hasParameters);
            if (before == null) {
                break;
            }
            reached = before;
        }
        return reached;
    }

    private static @Nullable InetAddress read(String entry, boolean hasParameters) {
        var node = hasParameters ? Hops.nodeOf(entry) : entry;
        return node == null ? null : Addresses.readNode(node);
    }

    /** Says whether an address is one of theirs. */
    public boolean trust(InetAddress address) {
        for (var block : blocks) {
            if (block.contains(address)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return blocks.size() + " trusted";
    }
}
