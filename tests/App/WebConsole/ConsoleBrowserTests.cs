using System.Text.Json;
using DexGrasp.App.WebConsole;
using DexGrasp.Core.Robots;
using OpenQA.Selenium;
using Xunit;

namespace DexGrasp.Tests.App.WebConsole;

/// <summary>What a person at the console sees and does, in a real browser with a simulated robot.</summary>
public sealed class ConsoleBrowserTests(ConsoleFixture console) : IClassFixture<ConsoleFixture>
{
    private const string Moves = "document.getElementById('mode-name').dataset.mode === 'Running'";
    private const string IsLatched = "document.getElementById('mode-name').dataset.mode === 'Latched' && document.getElementById('stop-state').dataset.phase === 'latched'";

    [Fact]
    public async Task Page_Opened_ShowsPicturesArmAndJoints()
    {
        ConsoleBrowser browser = await console.BrowserAsync();

        await browser.UntilAsync("document.getElementById('wrist').dataset.number > 0 && document.getElementById('view').dataset.drawn > 0");
        using var http = new HttpClient();
        using JsonDocument state = JsonDocument.Parse(await http.GetStringAsync(new Uri(console.Url, "/api/state"), TestContext.Current.CancellationToken));
        double degrees = Math.Round(state.RootElement.GetProperty("state").GetProperty("positions_rad")[0].GetDouble() * 180 / Math.PI);
        await browser.UntilAsync($"document.querySelectorAll('#bars .track:not(.effort)')[0].getAttribute('aria-valuetext') === '{degrees}°'");

        Assert.Equal(26, browser.Run<long>("return document.querySelectorAll('#bars .track').length"));
        Assert.True(
            browser.Run<bool>("const c = document.getElementById('head'), p = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; return new Set(p).size > 50"), "the head picture is empty");
        Assert.Equal("", browser.Run<string>("return [...document.querySelectorAll('button, input, select, canvas[role]')].filter(e => !e.innerText && !e.labels?.length && !e.ariaLabel).map(e => e.id).join()"));
    }

    [Fact]
    public async Task Task_TypedAndConfirmed_IsDoneAndSeenByAllAndAfterReload()
    {
        ConsoleBrowser browser = await console.BrowserAsync();
        using ConsoleBrowser other = await ConsoleBrowser.OpenAsync(console.Url);
        await ResetAsync(browser);

        browser.Say("clear the table");
        await browser.UntilAsync("document.getElementById('confirm') === document.activeElement");
        await other.UntilAsync("!document.getElementById('pending').hidden");
        Assert.Contains("every object", other.Text("pending"));
        Assert.DoesNotContain("clear the table", browser.Text("task"));
        browser.Click("confirm");
        await browser.UntilAsync("document.getElementById('pending').hidden");
        await other.UntilAsync("document.getElementById('head-mark').dataset.target !== ''");
        await browser.UntilAsync("document.getElementById('doing').dataset.state === 'Finished'");
        await other.UntilAsync("document.getElementById('doing').dataset.state === 'Finished'");
        string plan = browser.Text("steps"), reasons = browser.Text("reasons"), dialogue = browser.Text("dialogue");
        await browser.ReloadAsync();

        Assert.Contains("placed: 1", browser.Text("doing"));
        Assert.Equal((plan, reasons, dialogue), (browser.Text("steps"), browser.Text("reasons"), browser.Text("dialogue")));
        Assert.Equal((plan, reasons, dialogue), (other.Text("steps"), other.Text("reasons"), other.Text("dialogue")));
    }

    [Theory]
    [InlineData("button")]
    [InlineData("escape")]
    [InlineData("space")]
    public async Task Stop_InMidMotion_LatchesAndTellsSo(string how)
    {
        ConsoleBrowser browser = await console.BrowserAsync();
        await ResetAsync(browser);
        await using SwingMotion motion = await SwingMotion.BeginAsync(console.Broker, Rm75.Model.Name, console.OperatorToken, TestContext.Current.CancellationToken);
        await browser.UntilAsync(Moves);

        if (how == "button")
            browser.Click("stop");
        else
        {
            browser.Run<object?>("document.activeElement.blur(); return null");
            browser.Type(how == "escape" ? Keys.Escape : Keys.Space);
        }

        await browser.UntilAsync(IsLatched);
        Assert.Contains("Stopped", browser.Text("stop-state"));
        Assert.Contains("a stop was asked for", browser.Text("gate"));
    }

    [Fact]
    public async Task Space_InTheTextField_TypesAndStopsNothing()
    {
        ConsoleBrowser browser = await console.BrowserAsync();
        await ResetAsync(browser);

        browser.Run<object?>("document.getElementById('words').focus(); return null");
        browser.Type("a b");

        Assert.Equal("a b", browser.Run<string>("return document.getElementById('words').value"));
        Assert.NotEqual("Latched", browser.Run<string>("return document.getElementById('mode-name').dataset.mode"));
    }

    [Fact]
    public async Task Language_Switched_ChangesAllWordsAndStays()
    {
        ConsoleBrowser browser = await console.BrowserAsync();

        browser.Run<object?>("const l = document.getElementById('language'); l.value = 'zh'; l.dispatchEvent(new Event('change')); return null");
        await browser.UntilAsync("document.documentElement.lang === 'zh'");
        await browser.ReloadAsync();

        Assert.StartsWith("停止", browser.Text("stop"));
        Assert.Equal("zh", browser.Run<string>("return document.documentElement.lang"));
        Assert.Equal("", browser.Run<string>("return [...document.querySelectorAll('[data-text]')].filter(e => e.textContent === e.dataset.text).map(e => e.dataset.text).join()"));
    }

    [Theory]
    [InlineData(1280, 800)]
    [InlineData(820, 1180)]
    public async Task Layout_AnyScreen_KeepsStopInViewAndNothingWiderThanTheScreen(int width, int height)
    {
        ConsoleBrowser browser = await console.BrowserAsync();

        browser.Resize(width, height);
        await browser.UntilAsync($"innerWidth === {width}");
        browser.Run<object?>("scrollTo(0, document.body.scrollHeight); return null");

        Assert.True(browser.Run<bool>("const r = document.getElementById('stop').getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight && r.left >= 0 && r.right <= innerWidth"), "STOP is out of view");
        Assert.Equal("", browser.Run<string>("return [...document.querySelectorAll('main > *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 || e.scrollWidth > e.clientWidth + 1).map(e => e.className).join()"));
    }

    [Fact]
    public async Task Recording_Replayed_MovesTheArmOfItsOwnView()
    {
        File.WriteAllLines(Path.Combine(console.Recordings, "recording.jsonl"),
        [
            """{"type":"event","time_s":0.5,"kind":"said","text":"I will take the duck."}""",
            """{"type":"state","time_s":0.5,"positions_rad":[0,0,0,0,0,0,0,0,0,0,0,0,0]}""",
            """{"type":"state","time_s":0.7,"positions_rad":[1,0,0,0,0,0,0,0,0,0,0,0,0]}""",
        ]);
        ConsoleBrowser browser = await console.BrowserAsync();

        browser.Click("files-again");
        await browser.UntilAsync("document.querySelector('#files button')");
        browser.Run<object?>("document.querySelector('#files button').click(); return null");
        await browser.UntilAsync("document.getElementById('player-view').dataset.drawn > 0");
        browser.Click("player-play");
        await browser.UntilAsync("document.getElementById('player-time').value === '1'");

        Assert.Equal("I will take the duck.", browser.Text("player-words"));
    }

    private static async Task ResetAsync(ConsoleBrowser browser)
    {
        await browser.UntilAsync("document.getElementById('mode-name').dataset.mode !== ''");
        if (browser.Run<bool>("return document.getElementById('reset').disabled"))
            return;
        browser.Click("reset");
        browser.Click("reset-yes");
        await browser.UntilAsync("document.getElementById('mode-name').dataset.mode === 'Disarmed'");
    }
}
