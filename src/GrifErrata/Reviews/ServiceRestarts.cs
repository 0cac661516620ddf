using System.Collections.Frozen;

namespace GrifErrata.Reviews;

/// <summary>What a machine must do before an updated package is in use everywhere.</summary>
internal static class ServiceRestarts
{
    /// <summary>Only a reboot replaces what runs.</summary>
    public const string Reboot = "reboot suggested";

    private const string All = "restart every service that uses it, or reboot";
    private const string Users = "users restart it";

    private static readonly FrozenDictionary<string, string> Known = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        // The list of needs-restarting in dnf-plugins-core and yum-utils, and what starts before all else.
        ["glibc"] = Reboot, ["systemd"] = Reboot, ["udev"] = Reboot, ["dbus"] = Reboot, ["dbus-daemon"] = Reboot, ["dbus-broker"] = Reboot,
        ["linux-firmware"] = Reboot, ["kernel-firmware"] = Reboot, ["microcode_ctl"] = Reboot, ["upstart"] = Reboot, ["SysVinit"] = Reboot,
        ["device-mapper"] = Reboot, ["xen"] = Reboot, ["kvm"] = Reboot, ["hal"] = Reboot,
        ["openssl"] = All, ["openssl-libs"] = All, ["gnutls"] = All, ["nss"] = All, ["nspr"] = All, ["krb5-libs"] = All, ["zlib"] = All,
        ["openldap"] = All, ["pam"] = All, ["expat"] = All, ["libxml2"] = All, ["freetype"] = All, ["bzip2-libs"] = All, ["libcurl"] = All, ["curl"] = All,
        ["libvirt"] = "restart libvirtd", ["libvirt-daemon"] = "restart libvirtd", ["qemu-kvm"] = "stop and start the guests",
        ["openssh-server"] = "restart sshd", ["httpd"] = "restart httpd", ["mod_ssl"] = "restart httpd", ["php"] = "restart httpd",
        ["bind"] = "restart named", ["cups"] = "restart cups", ["samba"] = "restart smb", ["samba3x"] = "restart smb", ["squid"] = "restart squid",
        ["mysql-server"] = "restart mysqld", ["mariadb-server"] = "restart mariadb", ["postgresql-server"] = "restart postgresql",
        ["postfix"] = "restart postfix", ["sendmail"] = "restart sendmail", ["exim"] = "restart exim", ["dovecot"] = "restart dovecot",
        ["dhcp"] = "restart dhcpd", ["dhclient"] = "restart the network", ["ntp"] = "restart ntpd", ["autofs"] = "restart autofs",
        ["nfs-utils"] = "restart nfs", ["rpcbind"] = "restart rpcbind", ["portmap"] = "restart portmap", ["sssd"] = "restart sssd",
        ["tomcat5"] = "restart tomcat5", ["tomcat6"] = "restart tomcat6", ["vsftpd"] = "restart vsftpd", ["freeradius"] = "restart radiusd",
        ["quagga"] = "restart zebra and its daemons", ["net-snmp"] = "restart snmpd", ["rsyslog"] = "restart rsyslog", ["audit"] = "restart auditd",
        ["firefox"] = Users, ["thunderbird"] = Users, ["seamonkey"] = Users, ["xorg-x11-server-Xorg"] = "users log in again",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What to do after an update of a package, or null where nothing runs on.</summary>
    public static string? Of(string name) => Known.GetValueOrDefault(name)
        ?? (name.StartsWith("java-1.", StringComparison.Ordinal) && name.Count(c => c == '-') == 2 ? "restart Java services" : null);
}
