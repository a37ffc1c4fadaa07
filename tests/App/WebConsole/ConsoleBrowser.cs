using System.Diagnostics;
using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;
using Xunit;

namespace DexGrasp.Tests.App.WebConsole;

/// <summary>A real Chromium without a window. Waits on conditions, never on the clock.</summary>
internal sealed class ConsoleBrowser : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private readonly ChromeDriver _driver;
    private readonly ChromeDriverService _service;

    private ConsoleBrowser(ChromeDriver driver, ChromeDriverService service) => (_driver, _service) = (driver, service);

    /// <summary>Opens a page; skips the test where there is no Chromium.</summary>
    public static async Task<ConsoleBrowser> OpenAsync(Uri page)
    {
        string? program = Find("chromium", "chromium-browser"), driver = Find("chromedriver");
        Assert.SkipWhen(program is null || driver is null, "Chromium and its driver are not installed: apt-get install chromium chromium-driver");
        var options = new ChromeOptions { BinaryLocation = program };
        options.AddArguments("--headless=new", "--disable-dev-shm-usage", "--enable-unsafe-swiftshader", "--window-size=1280,900", "--lang=en");
        if (Environment.UserName == "root")
            options.AddArgument("--no-sandbox");
        ChromeDriverService service = ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(driver), "chromedriver");
        service.SuppressInitialDiagnosticInformation = true;
        var browser = new ConsoleBrowser(new ChromeDriver(service, options, Patience), service);
        try
        {
            await browser.GoAsync(page);
            return browser;
        }
        catch
        {
            browser.Dispose();
            throw;
        }
    }

    /// <summary>Opens a page and waits until it is live.</summary>
    public async Task GoAsync(Uri page)
    {
        await _driver.Navigate().GoToUrlAsync(page);
        await UntilAsync("document.documentElement.dataset.live === 'yes' && document.documentElement.dataset.firstView > 0");
    }

    /// <summary>Loads the page anew.</summary>
    public Task ReloadAsync() => GoAsync(new Uri(_driver.Url));

    /// <summary>Returns an element's text as a person reads it.</summary>
    public string Text(string id) => Run<string>($"return document.getElementById('{id}').innerText");

    /// <summary>Runs a script.</summary>
    public T Run<T>(string script) => (T)_driver.ExecuteScript(script)!;

    /// <summary>Presses a button with the mouse.</summary>
    public void Click(string id) => _driver.FindElement(By.Id(id)).Click();

    /// <summary>Types into the element that has the focus.</summary>
    public void Type(string keys) => _driver.SwitchTo().ActiveElement().SendKeys(keys);

    /// <summary>Types a task and sends it with Enter.</summary>
    public void Say(string words) => _driver.FindElement(By.Id("words")).SendKeys(words + Keys.Enter);

    /// <summary>Gives the page another size.</summary>
    public void Resize(int width, int height) => _driver.ExecuteCdpCommand(
        "Emulation.setDeviceMetricsOverride", new Dictionary<string, object?> { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = false });

    /// <summary>Waits until a JavaScript expression is true.</summary>
    public async Task UntilAsync(string condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!Run<bool>($"return !!({condition})"))
        {
            if (Stopwatch.GetElapsedTime(start) > Patience)
                Assert.Fail($"This did not come true: {condition}\nThe page says: {Run<string>("return document.body.innerText")}");
            await Task.Delay(Look, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public void Dispose()
    {
        _driver.Dispose();
        _service.Dispose();
    }

    private static string? Find(params string[] programs) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Concat(["/usr/bin", "/usr/lib/chromium", "/usr/lib/chromium-browser"])
        .SelectMany(folder => programs.Select(p => Path.Combine(folder, p))).FirstOrDefault(File.Exists);
}
