import Glibc
import LocalPipeline
import Testing

@Suite struct DataDirectoryTests {
    @Test(arguments: [
        (["LOADTESTER_DATA": "/data", "XDG_DATA_HOME": "/xdg", "HOME": "/home/me"], "/data"),
        (["LOADTESTER_DATA": "results", "HOME": "/home/me"], "results"),
        (["LOADTESTER_DATA": "", "XDG_DATA_HOME": "/xdg", "HOME": "/home/me"], "/xdg/loadtester"),
        (["XDG_DATA_HOME": "relative", "HOME": "/home/me"], "/home/me/.local/share/loadtester"),
        (["XDG_DATA_HOME": "", "HOME": "/home/me"], "/home/me/.local/share/loadtester"),
        (["HOME": "/home/me"], "/home/me/.local/share/loadtester"),
    ])
    func `the environment says where data goes`(environment: [String: String], path: String) throws {
        let directory = try DataDirectory(environment: environment)
        #expect(directory.path == path)
        #expect(directory.database == path + "/loadtester.db")
        #expect(directory.logs == path + "/logs")
    }

    @Test(arguments: [[:], ["HOME": ""], ["HOME": "relative"]])
    func `an environment that says nothing is an error that names the variable to set`(
        environment: [String: String]
    ) {
        let error = #expect(throws: LocalPipelineError.self) { try DataDirectory(environment: environment) }
        #expect(error?.code == .noDataDirectory)
        #expect(error?.message.contains("LOADTESTER_DATA") == true)
    }

    @Test func `missing directories are made for the owner only, and those that exist are left as they are`() throws {
        let temporary = try TemporaryDirectory()
        #expect(chmod(temporary.path, 0o755) == 0)
        let directory = DataDirectory(path: temporary.path + "//a/b/")
        try directory.create()
        try directory.create()
        #expect(mode(of: temporary.path) == 0o755)
        #expect(mode(of: temporary.path + "/a/b") == 0o700)
    }

    @Test(.enabled(if: geteuid() != 0, "the superuser may write everywhere"))
    func `a directory without permission is an error that says so`() throws {
        let temporary = try TemporaryDirectory()
        #expect(chmod(temporary.path, 0o500) == 0)
        let error = #expect(throws: LocalPipelineError.self) {
            try DataDirectory(path: temporary.path + "/a").create()
        }
        #expect(error?.code == .notWritable)
    }
}
