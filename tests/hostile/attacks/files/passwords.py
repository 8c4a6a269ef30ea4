"""Read files with passwords and keys.

Instead: nothing of /etc and no home folder is there.
Points: same
"""

print("TRIED")


def attempt(path):
    try:
        with open(path, "rb") as file:
            content = file.read(200)
    except OSError:
        return
    if content:
        print("GAINED", path, content)


for path in [
    "/etc/shadow",
    "/etc/passwd",
    "/root/.ssh/id_rsa",
    "/root/.netrc",
    "/root/.bash_history",
    "/etc/ssh/ssh_host_rsa_key",
]:
    attempt(path)
