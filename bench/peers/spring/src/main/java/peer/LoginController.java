package peer;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Signs users in. */
@RestController
public class LoginController {

    private static final Duration LIFE = Duration.ofMinutes(15);

    private final Users users;
    private final PasswordEncoder passwords;
    private final JwtEncoder tokens;

    public LoginController(Users users, PasswordEncoder passwords, JwtEncoder tokens) {
        this.users = users;
        this.passwords = passwords;
        this.tokens = tokens;
    }

    public record Login(@NotBlank String email, @NotBlank String password) {}

    @PostMapping("/api/v1/auth/login")
    Answer login(@Valid @RequestBody Login login) {
        var found = users.byEmail(login.email())
                .filter(known -> passwords.matches(login.password(), known.passwordHash()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.UNAUTHORIZED));
        return Answer.of(Map.of(
                "accessToken", token(found.user()), "expiresIn", LIFE.toSeconds(), "user", found.user()));
    }

    private String token(User user) {
        var now = Instant.now();
        var claims = JwtClaimsSet.builder()
                .subject(user.id().toString())
                .issuedAt(now)
                .expiresAt(now.plus(LIFE))
                .build();
        var header = JwsHeader.with(MacAlgorithm.HS256).build();
        return tokens.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }
}
