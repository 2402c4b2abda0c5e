using System.Globalization;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Infrastructure.Demonstration;

namespace BankCrm.Browser.Tests.Products;

[Collection(Journeys.Name)]
public sealed class CatalogueJourney(BrowserApp app) : Journey(app)
{
    [Fact]
    public async Task A_product_is_launched_revised_and_withdrawn()
    {
        await DemonstrationProducts.FillAsync(App.Services, default);
        var office = await DeskAsync(isDark: true);
        await office.SignInAsync("marketing");
        await office.PressAsync("g", "p");
        await office.IsAtAsync("Product catalogue");
        await office.ShowsAsync("Participating whole life");
        await office.Page.GetByRole(Microsoft.Playwright.AriaRole.Main).GetByText("New product").ClickAsync();
        await office.IsAtAsync("New product");
        await office.ClickAsync("Wealth product");
        await office.IsAtAsync("New product");

        await office.Field("Product code").FillAsync("wm-spring");
        await office.Field("Name in English").FillAsync("Spring bond");
        await office.ClickAsync("Add product");
        await office.ShowsAsync("Choose at least one channel.");
        await office.IsAtAsync("New product");
        await office.Field("Name in Chinese").FillAsync("春意债券");
        await office.Field("Issuer's grade").SelectOptionAsync("R2");
        await office.Field("The bank's own grade").SelectOptionAsync("R3");
        await office.Field("Mobile app").CheckAsync();
        await office.ClickAsync("Add product");
        await office.IsAtAsync("Spring bond");
        await office.ShowsAsync("Customers of investor class C3, C4, C5.");

        await office.ClickAsync("New version");
        await office.IsAtAsync("New version");
        var nextWeek = Branch.DayAt(TimeProvider.System.GetUtcNow()).AddDays(7);
        await office.Field("Valid from").FillAsync(nextWeek.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await office.Field("Minimum amount").FillAsync("5000");
        await office.ClickAsync("Save version");
        await office.IsAtAsync("Spring bond");
        await office.ShowsAsync("Version 2");

        await office.ClickAsync("Withdraw from sale");
        await office.IsAtAsync("Withdraw from sale");
        await office.Field("Reason").FillAsync("Fully subscribed");
        await office.ConfirmAsync("Withdraw from sale");
        await office.IsAtAsync("Spring bond");
        await office.ShowsAsync("Fully subscribed");
    }

    [Fact]
    public async Task A_teller_looks_products_up_on_a_telephone_in_Chinese()
    {
        await DemonstrationProducts.FillAsync(App.Services, default);
        var counter = await DeskAsync(Chinese, width: 390);
        await counter.SignInAsync("teller.north");
        await counter.OpenAsync("/products?risk=R5");
        await counter.IsAtAsync("产品目录");
        await counter.ClickAsync("全球科技股票（QDII）");
        await counter.IsAtAsync("全球科技股票（QDII）");
        await counter.ShowsAsync("风险承受能力为 C5 的客户。");
        await counter.ShowsNotAsync("发布新版本");
    }
}
