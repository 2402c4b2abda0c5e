using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BankCrm.Browser.Tests.Customers;

[Collection(Journeys.Name)]
public sealed class EditJourney(BrowserApp app) : Journey(app)
{
    [Fact]
    public async Task A_telephone_number_is_corrected_by_keyboard_alone()
    {
        var id = await App.HasCustomerAsync("teller.north", new() { Name = "宇文嘉怡", Mobile = "13800004444" });
        var desk = await DeskAsync(Chinese);
        await desk.SignInAsync("teller.north");
        await desk.OpenAsync($"/customers/{id}");
        await desk.IsAtAsync("宇文嘉怡");

        await desk.TabToAsync(desk.Page.GetByRole(AriaRole.Link, new() { Name = "更正: 手机" }));
        await desk.PressAsync("Enter");
        await Expect(desk.Field("手机")).ToBeFocusedAsync();
        await desk.ScanAsync();
        await desk.TypeAsync("1380000");
        await desk.PressAsync("Control+Enter");
        await desk.IsAtAsync("更正联系方式");

        await Expect(desk.Field("手机")).ToBeFocusedAsync();
        await desk.PressAsync("Control+A");
        await desk.TypeAsync("13800005555");
        await Expect(desk.Field("手机")).ToHaveValueAsync("138 0000 5555");
        await desk.PressAsync("Control+Enter");
        await desk.IsAtAsync("宇文嘉怡");
        await desk.ShowsAsync("联系方式已保存。");
        await desk.ShowsAsync("5555");
    }

    [Fact]
    public async Task Whoever_saves_second_sees_what_the_first_has_changed()
    {
        var id = await App.HasCustomerAsync("teller.north", new() { Name = "公孙晓峰", Occupation = "Baker" });
        var teller = await AtFormAsync("teller.north", id);
        var manager = await AtFormAsync("manager.north", id);

        await teller.Field("Occupation").FillAsync("Cook");
        await teller.Field("Tags").FillAsync("regular");
        await teller.ClickAsync("Save");
        await teller.IsAtAsync("公孙晓峰");

        await manager.Field("Occupation").FillAsync("Farmer");
        await manager.ClickAsync("Save");
        await manager.ShowsAsync("What 王丽 has changed meanwhile");
        await manager.ScanAsync();
        await Expect(Row(manager, "Occupation")).ToContainTextAsync("Cook");
        await Expect(Row(manager, "Occupation")).ToContainTextAsync("Farmer");
        await Expect(Row(manager, "Tags")).ToContainTextAsync("Theirs: you had left it alone.");
        await manager.ClickAsync("Save");

        await manager.IsAtAsync("公孙晓峰");
        await manager.ShowsAsync("Farmer");
        await manager.ShowsAsync("regular");
    }

    private static ILocator Row(Desk desk, string field) => desk.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = field });

    private async Task<Desk> AtFormAsync(string userName, Guid customerId)
    {
        var desk = await DeskAsync();
        await desk.SignInAsync(userName);
        await desk.OpenAsync($"/customers/{customerId}/edit");
        await desk.IsAtAsync("Change particulars");
        return desk;
    }
}
