//! The weekly look at links: what it asks, what it must not reach, and the issue it keeps.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};

use serde_json::json;

use crate::support::desk::Desk;
use crate::support::root;
use crate::upkeep::tagged;

/// Answers as lychee does for the first address, which is gone, and the second, which is silent.
const LYCHEE: &str = r##"#!/usr/bin/env bash
while (($#)); do
  if [[ $1 == --output ]]; then answers=$2; fi
  shift
done
echo '{"error_map": {"list": [{"url": "http://x", "status": {"text": "404 Not Found"}, "span": {"line": 1}}]},
  "timeout_map": {"list": [{"url": "http://y", "status": {"text": "Timeout (@everyone)"}, "span": {"line": 2}}]}}' >"$answers"
echo "$http_proxy" >"$answers.through"
[[ $http_proxy == "$https_proxy" && $http_proxy == "$HTTPS_PROXY" && ! -v NO_PROXY && ! -v no_proxy ]] || exit 1
exit 2
"##;

#[test]
fn links_that_do_not_answer_stand_in_one_issue_with_what_rests_on_them() {
    let desk = Desk::new();
    desk.program("lychee", LYCHEE);
    let (lychee, to) = (desk.path("lychee"), desk.path("links"));
    let tools = ["--xtask", env!("CARGO_BIN_EXE_xtask"), "--lychee", lychee.to_str().expect("UTF-8")];
    let base = tagged(&["v1"]);
    let asked =
        desk.run(base.path(), "links.sh", &[&tools[..], &["--to", to.to_str().expect("UTF-8")]].concat());
    assert_eq!((asked.code, asked.stderr.as_str()), (0, ""));

    assert!(
        desk.read("links/answers.json.through").starts_with("http://127.0.0.1:"),
        "it asks through the proxy alone"
    );
    let inert =
        sheet::comment(&desk.read("links/report.md")).expect("it is inert").expect("it says something");
    desk.write("links/inert.md", inert);
    let report = desk.path("links/inert.md");
    let send = || {
        let arguments = ["--repository", "o/r", "--report", report.to_str().expect("UTF-8")];
        let said = desk.run(&desk.path("."), "report-links.sh", &arguments);
        assert_eq!((said.code, said.stdout.as_str(), said.stderr.as_str()), (0, "", ""));
    };
    desk.answer("repos/o/r/issues", &json!([]));
    send();
    insta::assert_snapshot!(desk.sent(), @r#"
    <!-- links: this issue is renewed each week -->
    The weekly check got no good answer from the addresses below. For each:

    - look whether the page has moved, and correct its address; or
    - find it in a web archive, and give that under "custom" as "archive_url" and "archive_date".

    ---

    - `https://news.example/article`&#58; 404 Not Found;&#32;`news-2022`&#32;in XAA 2022
    - `https://news.example/article-xbb`&#58; Timeout (&#64;&#8203;everyone);&#32;`news-xbb-2022`&#32;in XBB 2022
    "#);

    let issue = json!({ "number": 8, "user": { "type": "Bot" }, "body": desk.sent() });
    let pull = json!({ "number": 6, "user": { "type": "Bot" }, "body": desk.sent(), "pull_request": {} });
    let forged = json!({ "number": 7, "user": { "type": "User" }, "body": desk.sent() });
    desk.answer("repos/o/r/issues", &json!([pull, forged, issue]));
    send();
    desk.write("links/inert.md", "");
    send();
    assert_eq!(
        desk.changes(),
        [
            "api --method POST repos/o/r/issues --input -",
            "api --method PATCH repos/o/r/issues/8 --input -",
            "api --method PATCH repos/o/r/issues/8 --input -"
        ]
    );
    assert!(desk.read("sent").contains(r#""state": "closed""#), "{}", desk.read("sent"));
}

/// A server that says how often it was asked, and the proxy, which ends with the test.
struct Proxy {
    address: String,
    process: Child,
    server: TcpListener,
}

impl Drop for Proxy {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Proxy {
    /// Starts the proxy; `patch` is a line of Python that is run first.
    fn started(desk: &Desk, patch: &str) -> Self {
        let file = desk.path("proxy");
        let program = format!("import sys, public_proxy as it\n{patch}\nit.main(sys.argv[1])");
        let process = Command::new("python3")
            .args(["-B", "-c", &program])
            .arg(&file)
            .env("PYTHONPATH", root().join(".github/scripts"))
            .stderr(Stdio::null())
            .spawn()
            .expect("Python runs");
        let server = TcpListener::bind("127.0.0.1:0").expect("a port");
        server.set_nonblocking(true).expect("a server that does not wait");
        let mut proxy = Self { address: String::new(), process, server };
        for _ in 0..600 {
            let address = desk.read("proxy");
            if let Some(address) = address.strip_suffix('\n') {
                address.trim_start_matches("http://").clone_into(&mut proxy.address);
                return proxy;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("the proxy does not listen");
    }

    fn port(&self) -> u16 {
        self.server.local_addr().expect("an address").port()
    }

    /// The first line that the proxy answers to a request.
    fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("the proxy listens");
        stream.write_all(request.as_bytes()).expect("it reads");
        let mut answer = [0; 64];
        let length = stream.read(&mut answer).expect("it answers");
        String::from_utf8_lossy(&answer[..length]).lines().next().unwrap_or_default().to_owned()
    }
}

#[test]
fn neither_a_name_nor_another_spelling_reaches_a_private_address() {
    let desk = Desk::new();
    let proxy = Proxy::started(&desk, "");
    let port = proxy.port();
    for host in [
        "localhost",
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0.0.0.0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::]",
        "10.0.0.1",
        "192.168.0.1",
        "172.16.0.1",
        "169.254.169.254",
        "168.63.129.16",
        "100.64.0.1",
        "[fe80::1]",
        "[fd00::1]",
        "224.0.0.1",
        "[fec0::1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[",
        "[2002:7f00:1::]",
        "",
    ] {
        let tunnel = proxy.ask(&format!("CONNECT {host}:{port} HTTP/1.1\r\n\r\n"));
        assert!(tunnel.contains(" 502 "), "{host}: {tunnel}");
        let plain = proxy.ask(&format!("GET http://{host}:{port}/ HTTP/1.1\r\nHost: {host}\r\n\r\n"));
        assert!(plain.contains(" 502 "), "{host}: {plain}");
    }
    assert!(proxy.server.accept().is_err(), "nobody was connected");
}

#[test]
fn a_public_address_is_reached() {
    let desk = Desk::new();
    let proxy = Proxy::started(&desk, "it.is_public = lambda text: True");
    let port = proxy.port();
    proxy.server.set_nonblocking(false).expect("a server that waits");
    let server = proxy.server.try_clone().expect("the same server");
    let served = std::thread::spawn(move || {
        let mut asked = Vec::new();
        for _ in 0..2 {
            let (mut stream, _) = server.accept().expect("somebody asks");
            let mut request = [0; 512];
            let length = stream.read(&mut request).expect("a request");
            asked.push(String::from_utf8_lossy(&request[..length]).into_owned());
            stream.write_all(b"HTTP/1.1 204 Here\r\n\r\n").expect("it listens");
        }
        asked
    });
    let request =
        format!("GET http://127.0.0.1:{port}/a?b HTTP/1.1\r\nHost: x\r\nProxy-Connection: y\r\n\r\n");
    assert_eq!(proxy.ask(&request), "HTTP/1.1 204 Here");

    let mut stream = TcpStream::connect(&proxy.address).expect("the proxy listens");
    write!(stream, "CONNECT 127.0.0.1:{port} HTTP/1.1\r\n\r\n").expect("it reads");
    let mut answer = Vec::new();
    while !answer.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).expect("it answers");
        answer.extend(byte);
    }
    assert!(answer.starts_with(b"HTTP/1.0 200 "), "{}", String::from_utf8_lossy(&answer));
    stream.write_all(b"hello").expect("a tunnel");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("a tunnel");
    assert_eq!(answer, "HTTP/1.1 204 Here\r\n\r\n");
    let asked = served.join().expect("it served");
    assert_eq!(asked, ["GET /a?b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "hello"]);
}
