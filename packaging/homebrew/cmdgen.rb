# Formula for a tap.  packaging/homebrew/fill puts version, addresses and checksums of a release in place of the words in capitals.
class Cmdgen < Formula
  desc "Turns a sentence into one shell command, screens it, and runs it on consent"
  homepage "REPOSITORY"
  version "VERSION"
  license "MIT"

  on_macos do
    on_arm do
      url "REPOSITORY/releases/download/vVERSION/cmdgen-macos-arm64.tar.gz"
      sha256 "SHA_MACOS_ARM64"
    end
    on_intel do
      url "REPOSITORY/releases/download/vVERSION/cmdgen-macos-x86_64.tar.gz"
      sha256 "SHA_MACOS_X86_64"
    end
  end

  on_linux do
    on_arm do
      url "REPOSITORY/releases/download/vVERSION/cmdgen-linux-arm64.tar.gz"
      sha256 "SHA_LINUX_ARM64"
    end
    on_intel do
      url "REPOSITORY/releases/download/vVERSION/cmdgen-linux-x86_64.tar.gz"
      sha256 "SHA_LINUX_X86_64"
    end
  end

  def install
    libexec.install Dir["*"]
    bin.write_exec_script libexec/"cmdgen"
    man1.install libexec/"share/man/man1/cmdgen.1" if (libexec/"share/man/man1/cmdgen.1").exist?
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/cmdgen --version")
    assert_match "critical", shell_output("#{bin}/cmdgen check --json 'rm -rf /'", 4)
    refute_empty shell_output("#{bin}/cmdgen --print find big files").strip
  end
end
