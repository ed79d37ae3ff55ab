package dev.holdfast.accounts;

import dev.holdfast.accounts.session.Ticket;

/** What somebody gets who is signed in: an access token, and the refresh token that replaces it. It does not print itself. */
record Tokens(String accessToken, Ticket refreshToken) {
    @Override
    public String toString() {
        return "hidden";
    }
}
