package dev.holdfast.accounts;

import java.util.Optional;

/**
 * What a client gets when it is signed in. It does not print its tokens.
 *
 * @param expiresIn seconds until the access token ends
 * @param refreshToken for the next access token; not here where it is in a cookie
 * @param user the program's own record of the user
 */
record SignedIn(String accessToken, long expiresIn, Optional<String> refreshToken, Record user) {
    @Override
    public String toString() {
        return "SignedIn[" + user + "]";
    }
}
