import numpy as np


def batch_norm_forward(x, gamma, beta, eps=1e-5):
    γ, β, ε = gamma, beta, eps
    μ = x.mean(axis=0)
    σ2 = ((x - μ) ** 2).mean(axis=0)
    σ = np.sqrt(σ2 + ε)
    x̂ = (x - μ) / σ
    return γ * x̂ + β, (x, μ, σ, x̂, γ)


def batch_norm_backward(dout, cache):
    x, μ, σ, x̂, γ = cache
    N = x.shape[0]
    δ = dout
    δγ = (δ * x̂).sum(axis=0)          # ∂L/∂γ
    δβ = δ.sum(axis=0)                # ∂L/∂β
    δx̂ = δ * γ
    δσ = (-δx̂ * (x - μ) / σ ** 2).sum(axis=0)
    δσ2 = δσ / (2 * σ)
    δμ = (-δx̂ / σ).sum(axis=0) + δσ2 * (-2 * (x - μ)).mean(axis=0)
    δx = δx̂ / σ + δσ2 * 2 * (x - μ) / N + δμ / N
    return δx, δγ, δβ
