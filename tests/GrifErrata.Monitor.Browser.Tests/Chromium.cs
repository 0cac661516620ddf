using System.Collections.ObjectModel;
using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;

namespace GrifErrata.Monitor.Browser.Tests;

/// <summary>A headless Chromium, Debian's or the one that <c>CHROMIUM</c> names.</summary>
internal sealed class Chromium : IDisposable
{
    private readonly ChromeDriver _driver;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chromium");

    private Chromium(string browser, string driver)
    {
        ChromeOptions options = new() { BinaryLocation = browser };
        options.AddArguments("--headless=new", "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-gpu",
            "--window-size=1280,1000", $"--user-data-dir={Path.Combine(_folder.FullName, "profile")}");
        options.AddUserProfilePreference("download.default_directory", Downloads);
        options.SetLoggingPreference(LogType.Browser, LogLevel.All);
#pragma warning disable CA2000 // The driver disposes of its service.
        ChromeDriverService service = ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(driver), Path.GetFileName(driver));
#pragma warning restore CA2000
        service.SuppressInitialDiagnosticInformation = true;
        _driver = new(service, options, TimeSpan.FromMinutes(2));
    }

    /// <summary>Where downloads go.</summary>
    public string Downloads => Path.Combine(_folder.FullName, "downloads");

    public IWebDriver Page => _driver;

    /// <summary>Starts it; null where there is none here.</summary>
    public static Chromium? Start()
    {
        string browser = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium", driver = Environment.GetEnvironmentVariable("CHROMEDRIVER") ?? "/usr/bin/chromedriver";
        return File.Exists(browser) && File.Exists(driver) ? new(browser, driver) : null;
    }

    /// <summary>What the page wrote to the console, refused loads and violations of its policy among them.</summary>
    public ReadOnlyCollection<LogEntry> Console() => _driver.Manage().Logs.GetLog(LogType.Browser);

    /// <summary>Shows pages as on a screen of this width, in CSS pixels.</summary>
    public void Width(int pixels, bool isPhone = false) => _driver.ExecuteCdpCommand("Emulation.setDeviceMetricsOverride", new()
    {
        ["width"] = pixels, ["height"] = 1000, ["deviceScaleFactor"] = 1, ["mobile"] = isPhone,
    });

    /// <summary>Shows pages in the dark or light scheme.</summary>
    public void Dark(bool isDark) => _driver.ExecuteCdpCommand("Emulation.setEmulatedMedia", new()
    {
        ["features"] = new object[] { new Dictionary<string, object> { ["name"] = "prefers-color-scheme", ["value"] = isDark ? "dark" : "light" } },
    });

    public T Run<T>(string script, params object[] arguments) => (T)_driver.ExecuteScript(script, arguments)!;

    /// <summary>Saves a picture of the whole page.</summary>
    public void Picture(string file)
    {
        object answer = _driver.ExecuteCdpCommand("Page.captureScreenshot", new() { ["captureBeyondViewport"] = true, ["format"] = "png" })!;
        File.WriteAllBytes(file, Convert.FromBase64String((string)((Dictionary<string, object>)answer)["data"]));
    }

    public void Dispose()
    {
        _driver.Dispose();
        _folder.Delete(recursive: true);
    }
}
