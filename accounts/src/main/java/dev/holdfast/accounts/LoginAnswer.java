package dev.holdfast.accounts;

/**
 * What a client gets when it has signed in.
 *
 * @param expiresIn seconds until the access token ends
 * @param user the program's own record of the user
 */
record LoginAnswer(String accessToken, long expiresIn, Record user) {
    @Override
    public String toString() {
        return "LoginAnswer of " + user;
    }
}
