package dev.holdfast.limit;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Reads addresses as they are written in header fields and settings; never asks for a name, and knows no zones. */
final class Addresses {

    private static final int LONGEST_IPV6 = 45;
    private static final int LONGEST_PORT = 5;

    private Addresses() {}

    /** Returns the address a text names, null where it names none; an IPv4 address mapped into IPv6 is that IPv4 address. */
    static @Nullable InetAddress read(String text) {
        return text.indexOf(':') < 0 ? ipv4(text) : ipv6(text);
    }

    /** Returns the address of a node as proxies write it, perhaps with a port; null where there is none. */
    static @Nullable InetAddress readNode(String node) {
        if (node.startsWith("[")) {
            var end = node.indexOf(']');
            return end > 0 && isPort(node, end + 1) ? ipv6(node.substring(1, end)) : null;
        }
        var colon = node.indexOf(':');
        if (colon >= 0 && colon == node.lastIndexOf(':')) {
            return isPort(node, colon) ? ipv4(node.substring(0, colon)) : null;
        }
        return read(node);
    }

    private static boolean isPort(String text, int at) {
        if (at == text.length()) {
            return true;
        }
        var digits = text.length() - at - 1;
        return text.charAt(at) == ':'
                && digits > 0
                && digits <= LONGEST_PORT
                && text.chars().skip(at + 1L).allMatch(Addresses::isDigit);
    }

    private static @Nullable InetAddress ipv4(String text) {
        var parts = text.length() > 15 ? new String[0] : text.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        for (var part : parts) {
            var isProper = !part.isEmpty()
                    && part.length() <= 3
                    && part.chars().allMatch(Addresses::isDigit)
                    && (part.length() == 1 || part.charAt(0) != '0')
                    && Integer.parseInt(part) <= 255;
            if (!isProper) {
                return null;
            }
        }
        return InetAddress.ofLiteral(text);
    }

    private static @Nullable InetAddress ipv6(String text) {
        var isPlain = text.length() <= LONGEST_IPV6
                && text.indexOf(':') >= 0
                && text.chars()
                        .allMatch(each -> each == ':' || each == '.' || (each < 128 && Character.digit(each, 16) >= 0));
        if (!isPlain) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
