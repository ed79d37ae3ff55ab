package dev.holdfast.accounts.openid;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** Names and values as forms and queries write them. Immutable. */
record Form(String text) {

    Form() {
        this("");
    }

    Form with(String name, String value) {
        return new Form(text + (text.isEmpty() ? "" : "&") + name + "=" + encoded(value));
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8);
    }

    @Override
    public String toString() {
        return text;
    }
}
