"""The small encoder that the pipeline `accurate` shares among its stages: pieces, windows, and the network.

The network is the lower half of multilingual-e5-small (Wang et al. 2024, MIT), its vocabulary cut to what Chinese
business text uses, trained further by `python -m xhsnlp.training encoder`, and run as int8 ONNX. `pieces` cuts text as
the network was taught to (a unigram language model, Kudo 2018), `windows` lays an article out in stretches that fit,
`network` runs them. Everything is told per character, so that spans are exact.
"""
