/** OpenID Connect: the authorization code flow with PKCE, from the side that asks (OpenID Connect Core 1.0, RFC 6749, RFC 7636, RFC 9700). */
@NullMarked
package dev.holdfast.accounts.openid;

import org.jspecify.annotations.NullMarked;
