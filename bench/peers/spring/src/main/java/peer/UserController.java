package peer;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Users: registered by anybody, read by themselves and by admins. */
@RestController
@RequestMapping("/api/v1/users")
public class UserController {

    private final Users users;
    private final PasswordEncoder passwords;

    public UserController(Users users, PasswordEncoder passwords) {
        this.users = users;
        this.passwords = passwords;
    }

    public record NewUser(
            @NotBlank @Size(max = 100) String name,
            @NotBlank @Email @Size(max = 254) String email,
            @NotBlank @Size(min = 8, max = 72) String password) {}

    @PostMapping
    ResponseEntity<Answer> create(@Valid @RequestBody NewUser draft) {
        var user = users.insert(draft.name(), draft.email(), passwords.encode(draft.password()));
        return ResponseEntity.status(HttpStatus.CREATED)
                .header("Location", "/api/v1/users/" + user.id())
                .body(Answer.of(Map.of("user", user)));
    }

    @GetMapping("/{id}")
    Answer show(@PathVariable UUID id, @AuthenticationPrincipal User caller) {
        if (!caller.id().equals(id) && !caller.role().equals("ADMIN")) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return users.byId(id)
                .map(user -> Answer.of(Map.of("user", user)))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
